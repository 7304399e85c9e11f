# The first certificate in tls.crt is the one that clients are shown. A value that cannot be read, such as one that the
# agent withheld, is not judged; reading half a certificate would be an error, so its length is looked at first.
package edict.templates.tls_secret_expiry

import data.edict.lib.dates

violation contains result if {
	input.type == "kubernetes.io/tls"
	some key, text in texts
	end := time.parse_rfc3339_ns(not_after(text))
	left := end - time.now_ns()
	left <= input.parameters.min_days * dates.day_ns
	result := {
		"msg": sprintf("%s (%s)", [state(left), not_after(text)]),
		"violating_key": key,
	}
}

texts["data[\"tls.crt\"]"] := base64.decode(value) if {
	value := input.data["tls.crt"]
	is_string(value)
	base64.is_valid(value)
}

texts["stringData[\"tls.crt\"]"] := value if {
	value := input.stringData["tls.crt"]
	is_string(value)
}

state(left) := "The certificate has expired" if left <= 0

state(left) := "The certificate expires soon" if left > 0

not_after(text) := crypto.x509.parse_certificates(first)[0].NotAfter if {
	pattern := `(-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----)`
	[_, first, body] := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	is_whole(regex.replace(body, `\s`, ""))
}

# A certificate begins with the bytes 30 82 and two more that tell the length of the rest.
is_whole(encoded) if {
	startswith(encoded, "MII")
	base64.is_valid(encoded)
	digits := [indexof("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", digit) |
		some digit in split(substring(encoded, 2, 4), "")
	]
	rest := (((digits[0] % 4) * 16384) + (digits[1] * 256)) + ((digits[2] * 4) + floor(digits[3] / 16))
	bytes := ((count(encoded) * 3) / 4) - (count(encoded) - count(trim_right(encoded, "=")))
	bytes == rest + 4
}

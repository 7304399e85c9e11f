const SAMPLE_TIMES = ["0", "1700000000123456789", "-1", "951782399999999999", "1582977600000000000"];
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Nowhere/Land",
];
const LAYOUTS = [
  "ANSIC",
  "RubyDate",
  "RFC822Z",
  "RFC1123Z",
  "RFC3339",
  "RFC3339Nano",
  "2006-01-02 15:04:05.000 -07:00",
  "Jan 2 2006 at 3:04pm",
  "Monday, January _2 __2 002 06 PM .999 ,000000 Z0700 Z07:00:00 -070000",
];

const pairs = <T>(items: readonly T[]): [T, T][] => items.flatMap((a) => items.map((b): [T, T] => [a, b]));

const times = [
  ...LAYOUTS.flatMap((layout) =>
    SAMPLE_TIMES.map((time) => `time.format([${time}, "Europe/Berlin", ${JSON.stringify(layout)}])`),
  ),
  ...ZONES.flatMap((zone) =>
    SAMPLE_TIMES.flatMap((time) =>
      ["format", "date", "clock", "weekday"].map((name) => `time.${name}([${time}, "${zone}"])`),
    ),
  ),
  ...SAMPLE_TIMES.map((time) => `time.format([${time}, "UTC", "UnixDate"])`),
  'time.format([1700000000000000000, "America/New_York", "RFC1123"])',
  'time.format([1700000000000000000, "Europe/Berlin", "RFC850"])',
  'time.format([1700000000000000000, "Asia/Tokyo", "RFC850"])',
  "time.format(1e30)",
  "time.date(input.text)",
  ...ZONES.flatMap((zone) => [
    `time.add_date(json.unmarshal(\`[1700000000123456789, "${zone}"]\`), 1, -14, 40)`,
    `time.add_date(json.unmarshal(\`[1583596800000000000, "${zone}"]\`), 0, 0, 22)`,
    `time.add_date(json.unmarshal(\`[1603522800000000000, "${zone}"]\`), 0, 0, 1)`,
  ]),
  "time.add_date(9223372036854775807, 1, 0, 0)",
  ...pairs(SAMPLE_TIMES).map(([a, b]) => `time.diff(${a}, ${b})`),
  'time.diff([1700000000000000000, "Asia/Kolkata"], [1582977600000000000, "America/New_York"])',
];

const parsedTimes = [
  ["RFC3339", "2023-11-14T22:13:20Z"],
  ["RFC3339", "2023-11-14T22:13:20.123456789123+05:30"],
  ["RFC3339", "2023-02-29T00:00:00Z"],
  ["RFC3339", "2023-11-14 22:13:20Z"],
  ["RFC822", "14 Nov 23 22:13 UTC"],
  ["RFC822", "14 Nov 23 22:13 CEST"],
  ["RFC822", "14 Nov 23 22:13 GMT+3"],
  ["RFC1123Z", "Tue, 14 Nov 2023 22:13:20 -0700"],
  ["ANSIC", "Tue Nov  4 22:13:20 2023"],
  ["UnixDate", "Tue Nov 14 22:13:20 MST 2023"],
  ["2006-01-02", "2023-1-2"],
  ["2006-1-2", "2023-1-2"],
  ["Jan _2 06", "nov  4 70"],
  ["3:04PM", "12:05AM"],
  ["3:04 pm", "12:05 pm"],
  ["15:04:05.000", "01:02:03.456"],
  ["15:04:05.999", "01:02:03"],
  ["2006 002", "2024 060"],
  ["2006 002", "2023 366"],
  ["2006-01-02T15:04:05Z07:00", "1500-01-01T00:00:00Z"],
  ["2006", "2023x"],
].flatMap(([layout = "", text = ""]) => [
  `time.parse_ns(${JSON.stringify(layout)}, ${JSON.stringify(text)})`,
  `time.parse_rfc3339_ns(${JSON.stringify(text)})`,
]);

const durations = [
  "1h",
  "1h30m",
  "1.5h",
  "-2m3.5s",
  "+5us",
  "3µs",
  "100ns",
  "0",
  "",
  "1",
  "1x",
  "1d",
  "1w2d",
  "0.5y",
  "-1d",
  ".5s",
  "5.s",
  ".s",
  "9999999h",
  "1h-2m",
].map((text) => `time.parse_duration_ns(${JSON.stringify(text)})`);

/** Rego v0 expressions for `time.*`. */
export const timeCases: readonly string[] = [...times, ...parsedTimes, ...durations];

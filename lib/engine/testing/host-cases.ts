import { authorityPem, constrainedPem, leafPem, requestPem, rsaKeyPem, rsaPem } from "./certificates";

const q = JSON.stringify;
const TOKEN = `io.jwt.encode_sign({"alg": "HS256", "typ": "JWT"}, {"iss": "me", "aud": ["you"], "exp": 4102444800}, {"kty": "oct", "k": "c2VjcmV0"})`;
const SCHEMA = `{"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "minLength": 2}, "count": {"type": "integer", "maximum": 3}}, "additionalProperties": false}`;
const GRAPHQL = q(
  'type Query { pods(name: String = "a", tags: [String!]): [Pod!]! } "A pod" type Pod { name: ID! phase: Phase } enum Phase { Up Down }',
);
const REQUEST = `{"method": "get", "url": "https://bucket.s3.amazonaws.com/a b?x=1", "headers": {"X-A": "b"}}`;
const ACCOUNT = `{"aws_service": "s3", "aws_access_key": "key", "aws_secret_access_key": "secret", "aws_region": "eu-central-1"}`;

const certificates = [
  ...[authorityPem, leafPem, constrainedPem, rsaPem].map(
    (pem) => `crypto.x509.parse_certificates(${q(pem)})`,
  ),
  'crypto.x509.parse_certificates("nope")',
  `crypto.x509.parse_and_verify_certificates(${q(authorityPem + leafPem)})`,
  `crypto.x509.parse_and_verify_certificates(${q(rsaPem + leafPem)})`,
  ...[
    '{"DNSName": "x.b.example"}',
    '{"DNSName": "other"}',
    '{"CurrentTime": 1}',
    '{"KeyUsages": ["KeyUsageCodeSigning"]}',
  ].map(
    (options) =>
      `crypto.x509.parse_and_verify_certificates_with_options(${q(authorityPem + leafPem)}, ${options})`,
  ),
  `crypto.x509.parse_certificate_request(${q(requestPem)})`,
  `crypto.x509.parse_keypair(${q(rsaPem)}, ${q(rsaKeyPem)})`,
  `crypto.x509.parse_keypair(${q(leafPem)}, ${q(rsaKeyPem)})`,
  `crypto.x509.parse_rsa_private_key(${q(rsaKeyPem)})`,
  `crypto.parse_private_keys(${q(rsaKeyPem)})`,
];

const tokens = [
  TOKEN,
  'io.jwt.encode_sign_raw("{\\"alg\\": \\"HS512\\"}", "{}", "{\\"kty\\": \\"oct\\", \\"k\\": \\"c2VjcmV0\\"}")',
  `io.jwt.decode_verify(${TOKEN}, {"secret": "secret", "iss": "me", "aud": "you", "time": 1})`,
  `io.jwt.decode_verify(${TOKEN}, {"secret": "secret", "aud": "them"})`,
  `io.jwt.decode_verify(${TOKEN}, {"secret": "other", "aud": "you"})`,
  ...["256", "384", "512"].map((size) => `io.jwt.verify_hs${size}(${TOKEN}, "secret")`),
  ...["rs", "ps", "es"].flatMap((kind) =>
    ["256", "384", "512"].map(
      (size) => `io.jwt.verify_${kind}${size}(${TOKEN}, ${q(kind === "es" ? authorityPem : rsaPem)})`,
    ),
  ),
  `io.jwt.verify_eddsa(${TOKEN}, ${q(constrainedPem)})`,
];

/** At most one mistake each: OPA reports those of several members in no fixed order. */
const documents = [
  '{"name": "ab", "count": 3}',
  '{"name": "a"}',
  '{"name": "ab", "x": 1}',
  '{"name": "ab", "count": 4}',
  "{}",
  '"{\\"name\\": 1}"',
];
const schemas = [
  ...documents.map((document) => `json.match_schema(${document}, ${SCHEMA})`),
  `json.verify_schema(${SCHEMA})`,
  'json.verify_schema({"type": "text"})',
];

const graphql = [
  'graphql.parse_query("query Q($n: String!) { pods(name: $n, tags: [\\"a\\"]) { ...F ... on Pod { phase } } } fragment F on Pod { n: name @skip(if: true) }")',
  'graphql.parse_query("{")',
  `graphql.parse_schema(${GRAPHQL})`,
  `graphql.parse("{ pods { name } }", ${GRAPHQL})`,
  `graphql.parse_and_verify("{ pods { nope } }", ${GRAPHQL})`,
  `graphql.is_valid("{ pods { name } }", ${GRAPHQL})`,
  `graphql.is_valid("{ pods }", ${GRAPHQL})`,
  `graphql.schema_is_valid(${GRAPHQL})`,
  'graphql.schema_is_valid("type Query { a: Nope }")',
];

const texts = [
  'yaml.marshal({"b": ["x", {"c": "yes", "d": "a: b"}, []], "a10": 1.50, "a9": null, "t": "two\\nlines\\n", "e": ""})',
  'yaml.marshal("😀")',
  'uri.parse("https://user@example.org:8080/a%2Fb/c?x=1#top")',
  'uri.parse("http://[::1%2525]/")',
  'uri.is_valid("http://a b/")',
  'regex.globs_match("a.+b", "[a-c]xx*b")',
  'regex.globs_match("a", "b")',
  'strings.render_template("{{range $i, $p := .pods}}{{if $i}}, {{end}}{{$p.name | printf \\"%q\\"}}{{else}}none{{end}} {{.missing}}", {"pods": [{"name": "a"}, {"name": "b"}]})',
  'strings.render_template("{{.a", {})',
  `providers.aws.sign_req(${REQUEST}, ${ACCOUNT}, 1700000000000000000)`,
];

/** Rego v0 expressions of the built-ins that read formats of others. */
export const hostCases: readonly string[] = [...certificates, ...tokens, ...schemas, ...graphql, ...texts];

// Stands in for an agent in the node's test: one file that asks the API server something with its mounted token.
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";

const mounted = (name) => readFileSync(`/var/run/secrets/kubernetes.io/serviceaccount/${name}`);
const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;

const call = request({
  host,
  port,
  path: "/api/v1/namespaces",
  ca: mounted("ca.crt"),
  headers: { authorization: `Bearer ${mounted("token").toString()}` },
});
call.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
call.on("response", (response) => {
  let body = "";
  response.on("data", (chunk) => (body += chunk.toString()));
  response.on("end", () => {
    let root = "writable";
    try {
      writeFileSync("/app/probe", "");
    } catch (error) {
      root = error.code;
    }
    console.log(
      `hello status=${response.statusCode} uid=${process.getuid()} root=${root} node=${process.version}`,
    );
    console.log(
      JSON.parse(body)
        .items?.map((item) => item.metadata.name)
        .join(" ") ?? body,
    );
  });
});
call.end();
process.on("SIGTERM", () => process.exit(0));
// Stays until it is told to stop.
setTimeout(() => undefined, 2 ** 31 - 1);

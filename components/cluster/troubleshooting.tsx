import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CommandLine } from "./command-line";

const checks = [
  {
    what: "Is the agent running?",
    command: "kubectl -n edict-system get pods",
    why: "ImagePullBackOff: the nodes cannot reach the registry of the agent’s image. Pending: no node has room for it.",
  },
  {
    what: "What does it say?",
    command: "kubectl -n edict-system logs deploy/edict-agent --tail=50",
    why: "The last lines name what is refused: the address, the certificate, or the token. A used or expired token needs a new install line.",
  },
  {
    what: "Can the cluster reach this console?",
    command: "kubectl -n edict-system describe deploy edict-agent",
    why: "The agent calls the address in its environment, outwards over HTTPS, and nothing calls it. A firewall or proxy must let that pass; localhost means the pod itself.",
  },
];

/** What to look at when nothing arrives, in the order in which it usually fails. */
export function Troubleshooting({ silent = false }: { readonly silent?: boolean }) {
  return (
    <Card>
      <CardHeader
        title={silent ? "If it stays silent" : "If it stays waiting"}
        note={
          silent ? "An agent that runs calls every 15 seconds." : "An agent usually calls within a minute."
        }
      />
      <CardBody>
        <ol className="flex flex-col gap-3.5">
          {checks.map((check) => (
            <li key={check.what} className="min-w-0">
              <h3 className="mb-1 font-[550]">{check.what}</h3>
              <CommandLine command={check.command} label={check.what} />
              <p className="mt-1 text-sm text-text-3">{check.why}</p>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

export function Uninstall({ command }: { readonly command: string }) {
  return (
    <Card>
      <CardHeader title="To remove the agent" />
      <CardBody>
        <CommandLine command={command} label="Uninstall command" />
        <p className="mt-1.5 text-sm text-text-3">
          It deletes all that the install line created, and nothing else. What the console has stored stays
          until you remove the cluster here.
        </p>
      </CardBody>
    </Card>
  );
}

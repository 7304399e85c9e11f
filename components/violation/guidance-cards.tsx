import Link from "next/link";
import { standardName } from "@/components/templates/words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { valueText } from "@/components/ui/found-expected";
import { Pill } from "@/components/ui/pill";
import { useOrganization } from "@/lib/client/organization-context";
import type { ViolationDetail } from "@/lib/contracts/api/violations";
import { Prose } from "./prose";

interface Props {
  readonly violation: ViolationDetail;
}

/** What the guidance speaks of with the words of this entity. */
function codesOf({ occurrence, entity }: ViolationDetail): readonly string[] {
  const { path, stablePath, found, recommended } = occurrence;
  return [path, stablePath, entity.name, entity.namespace, entity.kind]
    .filter((word) => word !== null)
    .concat([found, recommended].flatMap((value) => (value === null ? [] : [valueText(value)])));
}

export function WhyCard({ violation }: Props) {
  const { guidance, standards } = violation;
  const { path } = useOrganization();
  if (guidance.why.trim() === "" && standards.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Why it matters" />
      <CardBody>
        {guidance.why.trim() === "" ? (
          <p className="text-text-2">The template does not say why. It is mapped to these controls:</p>
        ) : (
          <Prose text={guidance.why} codes={codesOf(violation)} />
        )}
        {standards.length > 0 && (
          <ul aria-label="Standards" className="mt-2.5 flex flex-wrap gap-1.5">
            {standards.map(({ standard, control }) => (
              <li key={`${standard} ${control}`}>
                <Link
                  href={path(`/violations?standard=${encodeURIComponent(standard)}`)}
                  title={`Open violations of ${standardName(standard)}`}
                  className="rounded-full hover:brightness-95"
                >
                  <Pill tone="low">
                    {standardName(standard)} {control}
                  </Pill>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

export function HowCard({ violation }: Props) {
  if (violation.guidance.how.trim() === "") return null;
  return (
    <div id="how-to-fix" className="scroll-mt-16">
      <Card>
        <CardHeader title="How to fix" />
        <CardBody>
          <Prose text={violation.guidance.how} codes={codesOf(violation)} />
        </CardBody>
      </Card>
    </div>
  );
}

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { plural } from "@/lib/client/format";
import type { PackDetail } from "@/lib/contracts/api/packs";

/** Templates that fit the pack and are not in it, and those that are broken here: said, never silently missing. */
export function LeftOut({ pack }: { readonly pack: PackDetail }) {
  const { except, unavailable } = pack;
  if (except.length + unavailable.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Not in the table" />
      <CardBody className="flex flex-col gap-3">
        {except.length > 0 && (
          <div>
            <h3 className="mb-1">{plural(except.length, "template")} left out on purpose</h3>
            <ul className="flex flex-col gap-1">
              {except.map(({ key, title, reason }) => (
                <li key={key}>
                  {title}: <span className="text-text-2">{reason}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {unavailable.length > 0 && (
          <div>
            <h3 className="mb-1">
              {plural(unavailable.length, "template")} that could not be loaded in this installation
            </h3>
            <p className="text-text-2">{unavailable.join(", ")}</p>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

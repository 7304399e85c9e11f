import type { LibraryExpectation, LibraryFixture } from "@/lib/contracts/library";
import type { Json } from "@/lib/domain/json";
import type { KindSelector } from "@/lib/domain/kinds";
import { formatPath } from "@/lib/domain/path-text";
import { toPointer, type Segment } from "@/lib/domain/pointer";
import { WORKLOAD_KINDS, type WorkloadKind } from "@/lib/domain/workloads";

/** A fixture as one of the kinds it stands for. */
export interface FixtureVariant {
  kind: string;
  fixture: LibraryFixture;
}

/**
 * A Pod fixture stands for every workload kind that its template names: the pod becomes the pod template of each, and
 * the expected paths move with it. Any other fixture, and one with `asWritten`, stands for itself.
 *
 * @param targets the template's; kinds it takes by `*` are not repeated
 */
export function expandFixture(fixture: LibraryFixture, targets: readonly KindSelector[]): FixtureVariant[] {
  const { object } = fixture;
  const variants: FixtureVariant[] = [{ kind: object.kind, fixture }];
  if (object.kind !== "Pod" || fixture.asWritten) return variants;
  const others = WORKLOAD_KINDS.filter(
    ({ group, kind }) =>
      kind !== "Pod" && targets.some((target) => target.group === group && target.kinds.includes(kind)),
  );
  return [
    ...variants,
    ...others.map((workload) => ({ kind: workload.kind, fixture: asWorkload(fixture, workload) })),
  ];
}

function asWorkload(fixture: LibraryFixture, workload: WorkloadKind): LibraryFixture {
  const { object } = fixture;
  const { labels = {}, annotations = {} } = object.metadata;
  const template: Json = { metadata: { labels, annotations }, spec: object.spec ?? null };
  const [root = "", ...inner] = workload.podSpecPath.slice(0, -2);
  const nested = inner.reduceRight<Json>((value, segment) => ({ [String(segment)]: value }), { template });
  return {
    ...fixture,
    object: {
      apiVersion: workload.group === "" ? "v1" : `${workload.group}/v1`,
      kind: workload.kind,
      metadata: object.metadata,
      ...(root === "" ? { template } : { [String(root)]: nested }),
    },
    expect: fixture.expect.map((expectation) => moveExpectation(expectation, workload.podSpecPath)),
  };
}

function moveExpectation(
  expectation: LibraryExpectation,
  podSpecPath: readonly Segment[],
): LibraryExpectation {
  const templatePath = [...podSpecPath.slice(0, -1), "metadata"];
  const moves: [from: string, to: readonly Segment[]][] = [
    ["spec", podSpecPath],
    ["metadata.labels", [...templatePath, "labels"]],
    ["metadata.annotations", [...templatePath, "annotations"]],
  ];
  const move = moves.find(([from]) =>
    new RegExp(String.raw`^${from}(?=[.[]|$)`).test(expectation.violatingKey),
  );
  if (move === undefined) return expectation;
  const [from, to] = move;
  return {
    ...expectation,
    violatingKey: formatPath([...to]) + expectation.violatingKey.slice(from.length),
    path: toPointer(to) + expectation.path.slice(toPointer(from.split(".")).length),
  };
}

import { getOwn, isArray, isObject, type Json } from "./json";
import { getAt, type Segment } from "./pointer";

/**
 * What has to go for a field or list item to be gone, as paths of the object; none of them lies in another.
 *
 * A member that says which item of a list this is (`env[1].name`), or all that it is for (`env[1].value`), takes the item
 * with it, for what would be left is not valid or means something else. The source of a pod's volume takes the volume, and
 * a volume takes the mounts and devices that name it in every container: the API server refuses a mount of a volume that
 * is not there.
 */
export function removalTargets(object: Json, segments: readonly Segment[]): Segment[][] {
  const target = itemOf(object, segments);
  return [target, ...mountsOf(object, target)];
}

/** Members without which a list item names nothing, or says nothing. */
const NAMING_MEMBERS: readonly { list: string | null; path: readonly string[] }[] = [
  { list: null, path: ["name"] },
  // A variable that is left without a value is an empty one, and some programs ask only whether it is there.
  { list: "env", path: ["value"] },
  // A toleration without a key tolerates every taint.
  { list: "tolerations", path: ["key"] },
  { list: "from", path: ["ipBlock", "cidr"] },
  { list: "to", path: ["ipBlock", "cidr"] },
];

function itemOf(object: Json, segments: readonly Segment[]): Segment[] {
  for (const [position, segment] of segments.entries()) {
    const list = segments.slice(0, position);
    if (typeof segment !== "number" || !isArray(getAt(object, list).value)) continue;
    const below = segments.slice(position + 1);
    const namesItem = NAMING_MEMBERS.some(
      ({ list: name, path }) =>
        (name === null || name === list.at(-1)) &&
        path.length === below.length &&
        path.every((member, index) => member === below[index]),
    );
    if (namesItem || (below.length > 0 && isVolumeList(object, list))) return segments.slice(0, position + 1);
  }
  return [...segments];
}

/** The `volumes` of a pod spec, wherever it is: in a Pod, a workload's template, a custom resource. */
function isVolumeList(object: Json, list: readonly Segment[]): boolean {
  return list.at(-1) === "volumes" && isArray(getOwn(getAt(object, list.slice(0, -1)).value, "containers"));
}

const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"];
const MOUNT_LISTS = ["volumeMounts", "volumeDevices"];

function mountsOf(object: Json, volume: readonly Segment[]): Segment[][] {
  const list = volume.slice(0, -1);
  if (!isVolumeList(object, list)) return [];
  const name = getOwn(getAt(object, volume).value, "name");
  const podSpecPath = list.slice(0, -1);
  const podSpec = getAt(object, podSpecPath).value;
  return CONTAINER_LISTS.flatMap((containers) =>
    itemsOf(getOwn(podSpec, containers)).flatMap(([container, index]) =>
      MOUNT_LISTS.flatMap((mounts) =>
        itemsOf(getOwn(container, mounts))
          .filter(([mount]) => name !== undefined && isObject(mount) && getOwn(mount, "name") === name)
          .map(([, mountIndex]) => [...podSpecPath, containers, index, mounts, mountIndex]),
      ),
    ),
  );
}

function itemsOf(value: Json | undefined): [item: Json, index: number][] {
  return isArray(value) ? value.map((item, index) => [item, index]) : [];
}

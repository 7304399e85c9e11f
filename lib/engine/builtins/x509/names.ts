import { addressText } from "../net/address";
import type { Value } from "../value";
import {
  childrenOf,
  expectTag,
  malformed,
  oidValue,
  readNodes,
  readOid,
  readText,
  tags,
  type DerNode,
} from "./der";

const LISTS = new Map([
  ["2.5.4.6", "Country"],
  ["2.5.4.10", "Organization"],
  ["2.5.4.11", "OrganizationalUnit"],
  ["2.5.4.7", "Locality"],
  ["2.5.4.8", "Province"],
  ["2.5.4.9", "StreetAddress"],
  ["2.5.4.17", "PostalCode"],
]);

/** A distinguished name as Go's `pkix.Name` prints it. */
export function readName(node: DerNode | undefined): Value {
  const lists: Record<string, string[] | null> = {};
  for (const key of LISTS.values()) lists[key] = null;
  let commonName = "";
  let serialNumber = "";
  const names = childrenOf(node).flatMap((part) =>
    childrenOf(part, tags.set).map((attribute) => {
      const [type, valueNode] = childrenOf(attribute);
      if (valueNode === undefined) throw malformed();
      const oid = readOid(type);
      const value = readText(valueNode);
      const list = LISTS.get(oid);
      if (value !== null && list !== undefined) lists[list] = [...(lists[list] ?? []), value];
      if (value !== null && oid === "2.5.4.3") commonName = value;
      if (value !== null && oid === "2.5.4.5") serialNumber = value;
      return { Type: oidValue(oid), Value: value };
    }),
  );
  return {
    ...lists,
    SerialNumber: serialNumber,
    CommonName: commonName,
    Names: names.length === 0 ? null : names,
    ExtraNames: null,
  };
}

/** The names of a subject beside its own. */
export interface GeneralNames {
  readonly dns: string[];
  readonly emails: string[];
  readonly uris: string[];
  readonly addresses: string[];
}

export function readGeneralNames(nodes: readonly DerNode[]): GeneralNames {
  const names: GeneralNames = { dns: [], emails: [], uris: [], addresses: [] };
  for (const { tag, content } of nodes) {
    const text = (): string => Buffer.from(content).toString("latin1");
    if (tag === 0x81) names.emails.push(text());
    else if (tag === 0x82) names.dns.push(text());
    else if (tag === 0x86) names.uris.push(text());
    else if (tag === 0x87) names.addresses.push(readIpAddress(content));
  }
  return names;
}

export function readIpAddress(content: Uint8Array): string {
  if (content.length !== 4 && content.length !== 16) throw malformed();
  const value = BigInt(`0x${Buffer.from(content).toString("hex")}`);
  if (content.length === 16 && value >> 32n === 0xffffn)
    return addressText({ bits: 32, value: value & 0xffffffffn });
  return addressText({ bits: content.length === 4 ? 32 : 128, value });
}

/** The names in an extension's value: a sequence of them. */
export function readNamesOf(value: Uint8Array): GeneralNames {
  const [sequence] = readNodes(value);
  return readGeneralNames(readNodes(expectTag(sequence, tags.sequence).content));
}

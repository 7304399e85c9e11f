/** Extended key usages in the order of Go's numbers. */
const USAGES = [
  "2.5.29.37.0",
  "1.3.6.1.5.5.7.3.1",
  "1.3.6.1.5.5.7.3.2",
  "1.3.6.1.5.5.7.3.3",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.5",
  "1.3.6.1.5.5.7.3.6",
  "1.3.6.1.5.5.7.3.7",
  "1.3.6.1.5.5.7.3.8",
  "1.3.6.1.5.5.7.3.9",
  "1.3.6.1.4.1.311.10.3.3",
  "2.16.840.1.113730.4.1",
  "1.3.6.1.4.1.311.2.1.22",
  "1.3.6.1.4.1.311.61.1.1",
];

/** What OPA calls them, in the same order. */
const NAMES = [
  "KeyUsageAny",
  "KeyUsageServerAuth",
  "KeyUsageClientAuth",
  "KeyUsageCodeSigning",
  "KeyUsageEmailProtection",
  "KeyUsageIPSECEndSystem",
  "KeyUsageIPSECTunnel",
  "KeyUsageIPSECUser",
  "KeyUsageTimeStamping",
  "KeyUsageOCSPSigning",
  "KeyUsageMicrosoftServerGatedCrypto",
  "KeyUsageNetscapeServerGatedCrypto",
  "KeyUsageMicrosoftCommercialCodeSigning",
  "KeyUsageMicrosoftKernelCodeSigning",
];

export const ANY_USAGE = 0;
export const SERVER_USAGE = 1;

/** Go's number of a usage; undefined where Go has none. */
export function extendedUsageOf(oid: string): number | undefined {
  const index = USAGES.indexOf(oid);
  return index < 0 ? undefined : index;
}

export function usageByName(name: string): number | undefined {
  const index = NAMES.indexOf(name);
  return index < 0 ? undefined : index;
}

import { claimPort, freePort, portProblem, type PortClaim } from "./ports";

const claimedPort = 44_366;
const httpsPort = 443;
const unprivilegedPort = 6443;
const addressesTried = 64;

/** Where a cluster lives: everything of it listens on one loopback address. */
export interface Place {
  address: string;
  /** The API server's HTTPS port: 443 where this process may, so that pods reach it as the `kubernetes` service. */
  securePort: number;
  /** Service addresses. The first one is {@link address} where the API server is on 443. */
  serviceRange: string;
  etcdPort: number;
  etcdPeerPort: number;
  /** Marks the address as taken until the cluster stops. */
  claim: PortClaim | undefined;
}

/** An address can't be used. The message says plainly what is in the way. */
export class PlaceBusyError extends Error {
  override name = "PlaceBusyError";
}

/**
 * Finds a free loopback address for a cluster: 127.66.0.1, 127.66.1.1, … Systems where only 127.0.0.1 is loopback
 * get that one, with free ports.
 * @param wanted an address the caller insists on
 * @throws PlaceBusyError
 */
export async function takePlace(wanted: string | undefined): Promise<Place> {
  if (wanted !== undefined) {
    assertFirstLoopbackAddress(wanted);
    const place = await tryAddress(wanted);
    if ("busy" in place) throw new PlaceBusyError(place.busy);
    return place;
  }
  if ((await portProblem("127.66.0.1", 0)) === "no such address") return sharedPlace();
  const reasons: string[] = [];
  for (let index = 0; index < addressesTried; index += 1) {
    const place = await tryAddress(`127.66.${index}.1`);
    if (!("busy" in place)) return place;
    reasons.push(place.busy);
  }
  throw new PlaceBusyError(
    `No address from 127.66.0.1 to 127.66.${addressesTried - 1}.1 is free. ${reasons[0] ?? ""}`,
  );
}

async function tryAddress(address: string): Promise<Place | { busy: string }> {
  const claim = await claimPort(address, claimedPort);
  if (claim === undefined) return { busy: `${address} is taken by another cluster that runs now.` };
  const securePort =
    (await portProblem(address, httpsPort)) === "not permitted" ? unprivilegedPort : httpsPort;
  const problem = await portProblem(address, securePort);
  if (problem !== undefined) {
    await claim.release();
    return {
      busy: `Port ${securePort} of ${address} is ${problem}: stop what listens there, or give --address.`,
    };
  }
  return {
    address,
    securePort,
    serviceRange: address.replace(/\.1$/, ".0/24"),
    etcdPort: await freePort(address),
    etcdPeerPort: await freePort(address),
    claim,
  };
}

async function sharedPlace(): Promise<Place> {
  const address = "127.0.0.1";
  return {
    address,
    securePort: await freePort(address),
    serviceRange: "10.66.0.0/24",
    etcdPort: await freePort(address),
    etcdPeerPort: await freePort(address),
    claim: undefined,
  };
}

/** The `kubernetes` service has the first address of its range, and the API server must be that address. */
function assertFirstLoopbackAddress(address: string): void {
  if (/^127\.(\d{1,3}\.){2}1$/.test(address) && address !== "127.0.0.1") return;
  throw new PlaceBusyError(
    `--address must look like 127.66.0.1 (loopback, ending in .1, not 127.0.0.1): ${address}`,
  );
}

import { getServerSession } from "next-auth";
import { z } from "zod";
import { findUserById } from "@/lib/data/system";
import type { Services } from "@/lib/services/context";
import { authOptions } from "./options";

const sessionSchema = z.object({ userId: z.uuid(), sessionVersion: z.number().int() });

/** The signed-in person, or null. The user is read each time, so that ending all sessions of a user works at once. */
export async function readSession(
  services: Services,
): Promise<{ id: string; name: string; email: string } | null> {
  const session: unknown = await getServerSession(authOptions());
  const parsed = sessionSchema.safeParse(session);
  if (!parsed.success) return null;
  const user = await findUserById(services.db, parsed.data.userId);
  if (user?.sessionVersion !== parsed.data.sessionVersion) return null;
  return { id: user.id, name: user.name, email: user.email };
}

import { z } from "zod";
import { idSchema, roleSchema, timeSchema } from "./common";

export const emailSchema = z.email("Enter an e-mail address such as ada@example.com").max(254).toLowerCase();
export const passwordSchema = z
  .string()
  .min(12, "Use at least 12 characters; a sentence is easy to remember")
  .max(200, "Use at most 200 characters");

export const signUpSchema = z.strictObject({
  name: z.string().trim().min(1, "Tell us your name").max(100),
  email: emailSchema,
  password: passwordSchema,
});
export type SignUp = z.infer<typeof signUpSchema>;

export const signInSchema = z.strictObject({ email: emailSchema, password: z.string().min(1).max(200) });

export const createOrganizationSchema = z.strictObject({
  name: z.string().trim().min(2, "Use at least 2 characters").max(60, "Use at most 60 characters"),
});

export const organizationSchema = z.object({
  id: idSchema,
  slug: z.string(),
  name: z.string(),
  createdAt: timeSchema,
});
export type Organization = z.infer<typeof organizationSchema>;

export const meSchema = z.object({
  user: z.object({ id: idSchema, name: z.string(), email: z.string() }),
  memberships: z.array(z.object({ organization: organizationSchema, role: roleSchema })),
});
export type Me = z.infer<typeof meSchema>;

export const memberSchema = z.object({
  userId: idSchema,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: timeSchema,
});
export type Member = z.infer<typeof memberSchema>;

/** An admin may add a person who already has an account; the answer is the same whether or not there is one. */
export const addMemberSchema = z.strictObject({ email: emailSchema, role: roleSchema.exclude(["owner"]) });
export const updateMemberSchema = z.strictObject({ role: roleSchema });

export const auditEntrySchema = z.object({
  id: idSchema,
  at: timeSchema,
  actor: z.object({ type: z.enum(["user", "agent", "system"]), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  target: z.object({ type: z.string(), id: z.string().nullable(), name: z.string() }),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Numbers beside the rail's entries. */
export const countsSchema = z.object({
  openViolations: z.number().int(),
  clusters: z.number().int(),
  policies: z.number().int(),
  templates: z.number().int(),
  /** Freshness for the top bar. `dataAgeSeconds` is the age of the oldest live cluster's last word; null without clusters. */
  connectedClusters: z.number().int(),
  staleClusters: z.number().int(),
  dataAgeSeconds: z.number().nullable(),
});
export type Counts = z.infer<typeof countsSchema>;

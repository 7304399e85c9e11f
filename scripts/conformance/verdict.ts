import { z } from "zod";
import type { ConformanceCase } from "./cases";
import { comparable, exactParse } from "./exact-json";

/** Whether a case came out as OPA's own file says. `refused` is a built-in that no Rego here may call. */
export type Verdict =
  { readonly status: "passed" | "refused" } | { readonly status: "failed"; readonly reason: string };

const answerSchema = z.object({
  result: z.array(z.record(z.string(), z.unknown())).optional(),
  undefined: z.literal(true).optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

const FORBIDDEN = /^The built-in (http\.send|opa\.runtime|net\.lookup_ip_addr|rand\.intn) is not allowed/;
const TEXT_MAX = 300;

/** Compares an answer of the batch with what the case expects. */
export function judgeAnswer(item: ConformanceCase, answerText: string): Verdict {
  const answer = answerSchema.parse(exactParse(answerText));
  const { error } = answer;
  if (error?.code === "unsupported_builtin" && FORBIDDEN.test(error.message)) return { status: "refused" };
  const wantsError = item.want_error_code != null || item.want_error != null;
  if (error !== undefined && !wantsError) return failed(`${error.code}: ${error.message}`);
  if (wantsError && !matchesError(item, error?.code))
    return failed(
      `expected ${item.want_error_code ?? "an error"} (${item.want_error ?? ""}), got ${error?.code ?? "none"}`,
    );
  if (item.want_result == null || error !== undefined) return { status: "passed" };
  const sort = item.sort_bindings === true;
  const expected = resultSet(item.want_result, sort);
  const found = resultSet(answer.result ?? [], sort);
  return expected === found ? { status: "passed" } : failed(`expected ${expected}, got ${found}`);
}

/** Texts of errors are ours; their codes are OPA's. */
function matchesError({ want_error_code: code }: ConformanceCase, found: string | undefined): boolean {
  return code == null ? found?.startsWith("eval_") === true : found === code;
}

function resultSet(bindings: readonly Readonly<Record<string, unknown>>[], sort: boolean): string {
  const texts = bindings.map((binding) =>
    comparable(
      Object.fromEntries(
        Object.entries(binding).map(([name, value]) => [
          name,
          sort && Array.isArray(value) ? sorted(value) : value,
        ]),
      ),
    ),
  );
  return [...new Set(texts)].sort().join(" ");
}

function sorted(items: readonly unknown[]): string[] {
  return items.map(comparable).sort();
}

function failed(reason: string): Verdict {
  return { status: "failed", reason: reason.slice(0, TEXT_MAX) };
}

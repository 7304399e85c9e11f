import { objectOperand, textOperand, type Builtins } from "./operands";
import { executeTemplate } from "./template/execute";
import { parseTemplate } from "./template/parse";

export const renderTemplateBuiltins: Builtins = {
  /** Go's `text/template`. What is missing prints as `<undefined>`. */
  "strings.render_template": (ctx, template, variables) => {
    const text = textOperand(template, 1);
    const data = objectOperand(variables, 2);
    ctx.charge?.(text.length / 10);
    return executeTemplate(ctx, parseTemplate(text), data).replaceAll("<no value>", "<undefined>");
  },
};

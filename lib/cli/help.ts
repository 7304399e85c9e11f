const edict = `Edict on the command line.

Usage: edict COMMAND

  edict eval      judges manifests by templates, or answers a batch of questions
  edict version   prints the version

edict COMMAND --help tells more.
`;

const evaluate = `Judges Kubernetes manifests by built-in templates or Rego of your own. Needs no console and no database.

Usage: edict eval [--template ID]… [--rego PATH]… [OPTION]… FILE…
       edict eval --batch FILE

FILE is a file or folder of manifests in YAML or JSON, or - for standard input. All of them together count as one cluster.

  -t, --template ID       a built-in template; may be given more than once
  -r, --rego PATH         a file or folder of Rego with a rule "violation"; may be given more than once
                          (without either: every built-in template that needs no parameters)
  -p, --parameters JSON   parameters of the templates, as a JSON object
  -f, --format FORMAT     table (default) or json
      --batch FILE        JSON Lines in, one line out for each line; - is standard input
      --evaluator NAME    fast, sandbox, or auto (default): fast where it can
      --deadline-ms N     time one evaluation may take; 10000 by default
      --threads N         threads that judge; one a core by default
      --units-folder DIR  where compiled programs are kept, so that a second run need not compile them

Exit status: 0 nothing violates, 1 something does, 2 the question could not be answered.
With --batch: 0 all lines are answered, 2 the batch could not be read.
`;

export const helpTexts = { edict, eval: evaluate } as const;

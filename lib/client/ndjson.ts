/** The values of a newline-delimited JSON body, each as soon as its line is whole. Empty lines are keep-alives. */
export async function* readNdjson(response: Response): AsyncGenerator {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? "\n" : value;
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.trim() === "") continue;
        const parsed: unknown = JSON.parse(line);
        yield parsed;
      }
      if (done) return;
    }
  } finally {
    // Leaving the loop early closes the connection, so that the console stops working for nobody.
    await reader.cancel().catch(() => undefined);
  }
}

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveFrame } from "@/lib/contracts/live/frames";
import { mergeFrames } from "./live-hub";

let sent: LiveFrame[];
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const topics = () => sent.map((frame) => frame.topics.join(" "));

test("a topic that was quiet goes out at once, also right behind another one", () => {
  const merged = mergeFrames((frame) => sent.push(frame), 400);
  merged.push({ topics: ["entities"], clusters: ["a"] });
  vi.advanceTimersByTime(40);
  merged.push({ topics: ["violations"], clusters: ["a"] });
  expect(topics()).toEqual(["entities", "violations"]);
});

test("a busy topic goes out at most once in the interval, and its last change is never lost", () => {
  const merged = mergeFrames((frame) => sent.push(frame), 400);
  for (let change = 0; change < 100; change++) {
    merged.push({ topics: ["violations"], clusters: [String(change)] });
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(1_000);
  expect(sent.length).toBeGreaterThanOrEqual(3);
  expect(sent.length).toBeLessThanOrEqual(4);
  expect(sent[0]?.clusters).toEqual(["0"]);
});

test("nothing is sent after the end", () => {
  const merged = mergeFrames((frame) => sent.push(frame), 400);
  merged.push({ topics: ["violations"], clusters: [] });
  merged.push({ topics: ["violations"], clusters: [] });
  merged.stop();
  vi.advanceTimersByTime(1_000);
  expect(sent).toHaveLength(1);
});

import { expect, test } from "vitest";
import { formatDuration, relativeTime } from "./relative-time";

test("a duration is shown in its largest whole unit", () => {
  const lengthsMs = [
    0,
    999,
    12_000,
    59_999,
    60_000,
    3 * 3_600_000 + 1,
    5 * 86_400_000,
    45 * 86_400_000,
    800 * 86_400_000,
  ];
  expect(lengthsMs.map(formatDuration)).toEqual([
    "0 s",
    "0 s",
    "12 s",
    "59 s",
    "1 min",
    "3 h",
    "5 d",
    "1 mo",
    "2 y",
  ]);
});

test("a moment is shown relative to the given now, on either side of it", () => {
  const now = new Date("2025-01-01T12:00:00Z");
  expect(relativeTime(new Date("2025-01-01T11:59:48Z"), now)).toBe("12 s ago");
  expect(relativeTime(now.getTime() + 3 * 86_400_000, now)).toBe("in 3 d");
  expect(relativeTime(now.getTime() - 400, now)).toBe("just now");
});

// A timer for the quiet hour of the Japanese day.

const DAY_MS = 86_400_000
const TOKYO_MS = 9 * 3_600_000
/** The clock is looked at this often, so that a machine that slept or was set right still keeps the hour. */
const LOOK_EVERY_MS = 60_000

/** The next instant at which it is `hour:minute` in Japan, after `now`. */
export function nextInTokyo(now: number, { hour, minute }: { hour: number; minute: number }) {
  const wanted = (hour * 60 + minute) * 60_000 - TOKYO_MS
  return wanted + Math.ceil((now + 1 - wanted) / DAY_MS) * DAY_MS
}

/** Calls `work` once a day at that time, never at the start. Returns what stops it. */
export function everyDayInTokyo(
  time: { hour: number; minute: number },
  work: () => void,
  clock: () => number = Date.now,
): () => void {
  let next = nextInTokyo(clock(), time)
  const timer = setInterval(() => {
    if (clock() < next) return
    next = nextInTokyo(clock(), time)
    work()
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

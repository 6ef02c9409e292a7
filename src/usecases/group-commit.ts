// Group commit: what waits while one commit runs goes into the next one together, so that concurrent
// callers share an fsync.

export interface GroupCommitOptions<Item, Result> {
  /** Commits a group; results in the order of the items. Rejecting fails every item of the group. */
  commit: (items: Item[]) => Promise<Result[]>
  /** Weight of an item against `maxSize`; one item may be heavier alone. */
  sizeOf: (item: Item) => number
  maxSize: number
  /** Resolves once the runtime has had a turn to read more requests. */
  nextTurn: () => Promise<void>
}

/** Returns a function that resolves when its item is on disk. */
export function groupCommit<Item, Result>(
  options: GroupCommitOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let running = false

  async function run() {
    running = true
    while (waiting.length > 0) {
      // A turn that fails costs the gathering, never the group.
      await gather().catch(() => undefined)
      const group = takeGroup(waiting, options)
      try {
        const results = await options.commit(group.map(({ item }) => item))
        group.forEach(({ resolve }, n) => {
          resolve(results[n] as Result)
        })
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    running = false
  }

  /** Requests that arrived during the last commit still sit in the sockets: wait while more come in. */
  async function gather() {
    let seen = -1
    while (seen < waiting.length && waiting.length < options.maxSize) {
      seen = waiting.length
      await options.nextTurn()
    }
  }

  return item =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!running) void run()
    })
}

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

function takeGroup<Item, Result>(
  waiting: Waiting<Item, Result>[],
  { sizeOf, maxSize }: GroupCommitOptions<Item, Result>,
): Waiting<Item, Result>[] {
  let size = 0
  let count = 0
  for (const { item } of waiting) {
    size += sizeOf(item)
    if (count > 0 && size > maxSize) break
    count += 1
  }
  return waiting.splice(0, count)
}

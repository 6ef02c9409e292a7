// The printer on Node: papers are drawn on a thread of their own, so that no request waits for a drawing.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Printer } from '../../usecases/disclosure-ports.ts'
import type { Papers } from '../../usecases/paper-ports.ts'
import { type KitFolders, loadKit } from './press-kit.ts'

export type PrintingThread = Printer & Papers
type Method = Exclude<keyof PrintingThread, 'limits' | 'inTurn'>

/** What the thread is asked; it answers `{ done }` or `{ failed }`. */
export interface Order {
  method: Method
  args: unknown[]
}

export interface ThreadPrinter extends PrintingThread {
  /** Ends the thread; what it draws is lost. */
  close(): Promise<void>
}

/** Twenty thousand rows take some ten seconds of a core, which a busy machine gives the thread last of all. */
const PATIENCE_MS = 60 * 60_000

/** Young objects die young in a drawing: with V8's own limit they take a hundred megabytes more. */
const YOUNG_GENERATION_MB = 16

/**
 * The thread starts with the first paper and stays; if it dies, the next paper starts another. It draws
 * one at a time, in the order of asking.
 * Throws RuntimeFault when a template or a font cannot be used.
 */
export function startPrinter(folders: KitFolders = {}, patienceMs = PATIENCE_MS): ThreadPrinter {
  loadKit(folders)
  let thread: Worker | undefined
  let isClosed = false

  const start = () => {
    const worker = new Worker(new URL('./printer-worker.ts', import.meta.url), {
      workerData: folders,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      // None of the server's flags: a loader of a test or a watcher has no business here.
      execArgv: [],
    })
    // Whoever waits hears of an error as well; here it only must not go unheard.
    worker.on('error', () => {})
    worker.once('exit', () => {
      if (thread === worker) thread = undefined
    })
    return worker
  }

  const ask = async (order: Order) => {
    if (isClosed) throw new Error('The printer is closed: the paper is not drawn.')
    thread ??= start()
    const worker = thread
    const heard = new AbortController()
    worker.ref()
    // A paper that is never done would keep every later one waiting.
    const patience = setTimeout(() => void worker.terminate(), patienceMs)
    try {
      worker.postMessage(order)
      const answer = once(worker, 'message', heard)
      const end = once(worker, 'exit', heard).then(([code]) => {
        throw new Error(`The printer's thread ended in the middle of a paper (${code}).`)
      })
      const [reply] = await Promise.race([answer, end])
      if ('failed' in reply) throw reply.failed
      return reply.done
    } finally {
      clearTimeout(patience)
      heard.abort()
      worker.unref()
    }
  }

  const drawInTurn = queue()
  const onThread =
    <Args extends unknown[], Result>(method: Method) =>
    (...args: Args): Promise<Result> =>
      drawInTurn(() => ask({ method, args }))

  return {
    inTurn: queue(),
    missingGlyphs: onThread('missingGlyphs'),
    print: onThread('print'),
    printLetter: onThread('printLetter'),
    printRegister: onThread('printRegister'),
    listPapers: onThread('listPapers'),
    drawSample: onThread('drawSample'),
    checkTemplates: onThread('checkTemplates'),
    async close() {
      isClosed = true
      await thread?.terminate()
    },
  }
}

/** What comes to it runs one after the other, in the order of coming; a failure is its own caller's. */
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }
}

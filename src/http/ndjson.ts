// NDJSON both ways: lines in, one answer line per input line out, in order, with flat memory.

/** A line of the input; undefined text for one that is longer than the limit. */
export interface InputLine {
  /** From 1; blank lines count. */
  line: number
  bytes: Uint8Array | undefined
}

const NEWLINE = 0x0a

/** Splits a byte stream into the complete lines of each chunk. A line over `maxBytes` loses its text. */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<InputLine[]> {
  let line = 0
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  const hold = (part: Uint8Array) => {
    pendingBytes += part.length
    // What is too long anyway is not kept, so that memory stays flat.
    if (pendingBytes <= maxBytes) pending.push(part)
    else pending = []
  }
  const take = (): InputLine => {
    line += 1
    const bytes = pendingBytes > maxBytes ? undefined : Buffer.concat(pending)
    pending = []
    pendingBytes = 0
    return { line, bytes }
  }
  for await (const chunk of stream) {
    const lines: InputLine[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, end))
      lines.push(take())
      start = end + 1
    }
    if (start < chunk.length) hold(chunk.slice(start))
    if (lines.length > 0) yield lines
  }
  if (pendingBytes > 0) yield [take()]
}

export class UnreadAnswersError extends Error {
  override name = 'UnreadAnswersError'
  /** An end that the HTTP server need not report: the connection is closed on purpose. */
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE'
}

export interface LineWriter {
  readonly readable: ReadableStream<Uint8Array>
  /** Resolves once the reader has room. Throws UnreadAnswersError after `patienceMs` without room. */
  write(values: readonly unknown[]): Promise<void>
  close(): Promise<void>
  abort(reason: unknown): Promise<void>
}

/** The answer stream. A client that sends on and on without reading must not fill our memory. */
export function lineWriter(patienceMs: number): LineWriter {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(
    undefined,
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  )
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  return {
    readable,
    async write(values) {
      if (values.length === 0) return
      const text = values.map(value => `${JSON.stringify(value)}\n`).join('')
      await withPatience(writer.ready, patienceMs)
      writer.write(encoder.encode(text)).catch(() => {
        // The reader went away; the next `ready` says so.
      })
    },
    close: () => writer.close(),
    abort: reason => writer.abort(reason),
  }
}

async function withPatience(ready: Promise<unknown>, patienceMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new UnreadAnswersError('answers stay unread')), patienceMs)
  })
  try {
    await Promise.race([ready, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

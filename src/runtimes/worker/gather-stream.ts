// Streams of events in larger pieces: each piece is a commit, and an invocation may send D1 only so many.

/** Some 400 events of one line. */
const PIECE_BYTES = 256 * 1024
/** A client that waits for answers before it sends on gets them: nothing is held back longer. */
const WAIT_MS = 10

/** An NDJSON request with its body unpacked and gathered; any other request as it is. */
export function gatherEvents(request: Request): Request {
  const type = request.headers.get('content-type') ?? ''
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (!request.body || !/^application\/x-ndjson\b/i.test(type.trim())) return request
  if (!['identity', 'gzip'].includes(encoding.trim().toLowerCase())) return request
  const isZipped = encoding.trim().toLowerCase() === 'gzip'
  const body = isZipped
    ? request.body.pipeThrough(
        new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>,
      )
    : request.body
  const headers = new Headers(request.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  return new Request(request.url, {
    method: request.method,
    headers,
    body: gather(body),
    duplex: 'half',
  } as RequestInit)
}

function gather(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = stream.getReader()
  let reading: ReturnType<typeof reader.read> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const parts: Uint8Array[] = []
        let length = 0
        let done = false
        while (!done && length < PIECE_BYTES) {
          reading ??= reader.read()
          const next = await (length === 0 ? reading : inTime(reading))
          if (!next) break
          reading = undefined
          done = next.done
          if (next.value) parts.push(next.value)
          length += next.value?.length ?? 0
        }
        if (length > 0) controller.enqueue(join(parts, length))
        if (done) controller.close()
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

async function inTime<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), WAIT_MS)
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

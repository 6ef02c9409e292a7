// Reading request bodies: media type, size, gzip, UTF-8, JSON, and the schema, in that order.

import type { Context } from 'hono'
import type { z } from 'zod'
import { faultsOf } from '../domain/faults.ts'
import { HttpProblem, type Problem, problem } from './problem.ts'

/** Largest body, and largest line of an NDJSON stream (contract 2). */
export const MAX_BODY_BYTES = 8 * 1024 * 1024

export const bodyTooLarge = problem(
  'body_too_large',
  'A body, and a line of an NDJSON stream, holds 8 MiB at most.',
  { fix: 'Split the event, or send many events as application/x-ndjson.' },
)

export function mediaType(c: Context): string {
  return (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Nothing was sent, where a body may be left out; some clients name its type all the same. */
export function isBodyless(c: Context): boolean {
  const declared = ['content-type', 'content-length', 'transfer-encoding'] as const
  if (c.req.header('content-length') === '0') return true
  return c.req.raw.body === null || declared.every(name => c.req.header(name) === undefined)
}

/** The body as a byte stream, decompressed. */
export function bodyStream(c: Context): ReadableStream<Uint8Array> {
  const encoding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase()
  const body = c.req.raw.body ?? new Blob([]).stream()
  if (encoding === 'identity') return body
  if (encoding === 'gzip') {
    return body.pipeThrough(
      new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>,
    )
  }
  throw new HttpProblem(
    problem('unsupported_media_type', 'Content-Encoding must be gzip or absent.', {
      fix: 'Compress with gzip, or send the body as it is.',
    }),
  )
}

/** A JSON body checked against `schema`: 415, 413, 400, then 422 with every fault. */
export async function readJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  maxBytes = MAX_BODY_BYTES,
): Promise<{ value: z.output<Schema>; raw: unknown }> {
  if (mediaType(c) !== 'application/json') {
    throw new HttpProblem(
      problem('unsupported_media_type', 'The Content-Type must be application/json.', {
        fix: 'Send the header Content-Type: application/json; many events, one per line, go as application/x-ndjson.',
      }),
    )
  }
  const raw = parseJson(await readBytes(c, maxBytes))
  return { value: checkBody(schema, raw), raw }
}

export function checkBody<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new HttpProblem(invalidBody(parsed.error))
}

export function invalidBody(error: z.ZodError): Problem {
  const errors = faultsOf(error)
  return problem('invalid_body', `The body has ${error.issues.length} fault(s); see errors.`, {
    fix: 'Mend every pointer in errors and send again; nothing was recorded.',
    errors,
  })
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    // The parser's own message repeats what was sent: it stays here.
    throw new HttpProblem(
      problem('invalid_json', 'The body is not JSON in UTF-8.', {
        fix: 'Check for a cut-off body, a stray comma or another encoding; many events, one per line, go as application/x-ndjson.',
      }),
    )
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

async function readBytes(c: Context, maxBytes: number): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw new HttpProblem(bodyTooLarge)
  // With its length declared the server bounds the body; otherwise it is counted as it comes.
  if (c.req.header('content-encoding') === undefined && c.req.header('content-length')) {
    return new Uint8Array(await c.req.arrayBuffer().catch(refuseCutOff))
  }
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of bodyStream(c)) {
      length += chunk.length
      if (length > maxBytes) throw new HttpProblem(bodyTooLarge)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof HttpProblem) throw error
    throw new HttpProblem(c.req.header('content-encoding') === undefined ? cutOff : notGzip)
  }
  return Buffer.concat(chunks, length)
}

/** The client went away: its own matter, no fault of ours to log. */
function refuseCutOff(): never {
  throw new HttpProblem(cutOff)
}

const cutOff = problem('invalid_json', 'The body ended before it was whole.', {
  fix: 'Send the request again; nothing was recorded.',
})

const notGzip = problem('invalid_json', 'The body is not gzip, though Content-Encoding says so.', {
  fix: 'Compress the body with gzip, or drop the header.',
})

// POST /v1/provisions as a stream: each line is judged and committed like a single event.

import canonicalize from 'canonicalize'
import type { Context } from 'hono'
import { provisionEventSchema } from '../domain/provision-schema.ts'
import type { Caller } from '../usecases/ports.ts'
import type { RecordOutcome } from '../usecases/record-provisions.ts'
import type { Recorder } from '../usecases/recorder.ts'
import { bodyStream, bodyTooLarge, checkBody, MAX_BODY_BYTES, parseJson } from './body.ts'
import { type InputLine, lineWriter, readLines, UnreadAnswersError } from './ndjson.ts'
import { type Problem, problem, problemOf } from './problem.ts'
import { isSendersFault, outcomeProblem } from './provision-answers.ts'

export interface StreamOptions {
  caller: Caller
  strict: boolean
  /** Write only the lines that are not 200 or 201, and a summary at the end. */
  faultsOnly: boolean
  unreadPatienceMs: number
  logUnexpected: (error: unknown) => void
  keepAlive: (work: Promise<unknown>) => void
  /** How many lines were refused, once at the end. */
  noteRefused: (lines: number) => Promise<void>
}

type Answer = { line: number; status: number } & Record<string, unknown>

/** Answers at once; lines are written as their records reach the disk. */
export function streamProvisions(c: Context, recorder: Recorder, options: StreamOptions): Response {
  const input = bodyStream(c)
  const output = lineWriter(options.unreadPatienceMs)
  options.keepAlive(pump(input, recorder, output, options))
  return new Response(output.readable, {
    status: 200,
    headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' },
  })
}

async function pump(
  input: ReadableStream<Uint8Array>,
  recorder: Recorder,
  output: ReturnType<typeof lineWriter>,
  options: StreamOptions,
) {
  const counts: Record<string, number> = {}
  let lines = 0
  try {
    for await (const chunk of readLines(input, MAX_BODY_BYTES)) {
      const answers = await Promise.all(chunk.map(line => answerLine(line, recorder, options)))
      lines = chunk.at(-1)?.line ?? lines
      const given = answers.filter(answer => answer !== undefined)
      for (const { status } of given) counts[status] = (counts[status] ?? 0) + 1
      await output.write(options.faultsOnly ? given.filter(({ status }) => status > 201) : given)
    }
    if (options.faultsOnly) await output.write([{ summary: { lines, statuses: counts } }])
    await output.close()
  } catch (error) {
    // What was taken is on disk; a cut stream is sent again whole, its records answer as replays.
    if (!(error instanceof UnreadAnswersError) && !isBrokenStream(error))
      options.logUnexpected(error)
    await output.abort(error).catch(() => undefined)
  }
  await options.noteRefused(refusedOf(counts))
}

function refusedOf(counts: Record<string, number>): number {
  return Object.entries(counts).reduce(
    (sum, [status, lines]) => (isSendersFault(Number(status)) ? sum + lines : sum),
    0,
  )
}

async function answerLine(
  { line, bytes }: InputLine,
  recorder: Recorder,
  { caller, strict, logUnexpected }: StreamOptions,
): Promise<Answer | undefined> {
  const refuse = (answer: Problem): Answer => ({ line, status: answer.status, problem: answer })
  if (bytes === undefined) return refuse(bodyTooLarge)
  if (isBlank(bytes)) return undefined
  try {
    const raw = parseJson(bytes)
    const event = checkBody(provisionEventSchema, raw)
    const outcome = await recorder({ caller, event, content: canonicalize(raw) as string, strict })
    return outcomeAnswer(line, event.event_id, outcome)
  } catch (error) {
    const known = problemOf(error)
    if (known) return refuse(known)
    logUnexpected(error)
    return refuse(
      problem('send_again', 'This line could not be recorded; nothing of it was written.', {
        fix: 'Send the line again; retries are safe.',
      }),
    )
  }
}

function outcomeAnswer(line: number, eventId: string, outcome: RecordOutcome): Answer {
  if (!('record' in outcome)) {
    const refusal = outcomeProblem(outcome)
    return { line, status: refusal.status, event_id: eventId, problem: refusal }
  }
  const { record } = outcome
  return {
    line,
    status: outcome.status === 'recorded' ? 201 : 200,
    event_id: eventId,
    record_no: record.record_no,
    gaps: record.gaps,
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(byte => byte === 0x20 || byte === 0x0d || byte === 0x09)
}

/** The client went away, or sent what is no gzip: its own matter, and no fault of ours. */
function isBrokenStream(error: unknown): boolean {
  const code = (error as { code?: string } | undefined)?.code ?? ''
  return (
    error === undefined ||
    error instanceof TypeError ||
    (error as Error).name === 'AbortError' ||
    /^(ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|ABORT_ERR|Z_|ERR_INVALID_STATE)/.test(code)
  )
}

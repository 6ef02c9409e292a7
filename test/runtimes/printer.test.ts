// The printer's thread: one paper after the other, errors told, back after it died, ended when asked.

import { setImmediate } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { startPrinter } from '../../src/runtimes/node/printer.ts'
import { disclosedFull, providedRow } from '../pdf/sample-document.ts'
import { pdfPages } from '../support/pdf-text.ts'

const printer = startPrinter()
afterAll(() => printer.close())

const job = (rows: number) => ({
  document: disclosedFull({ provided: Array.from({ length: rows }, (_, n) => providedRow(n + 1)) }),
  edition: 'ja' as const,
})

test('papers are drawn in the order of asking, each the same as when drawn alone', async () => {
  const done: number[] = []
  const sizes = [300, 1, 20]
  const papers = await Promise.all(
    sizes.map(async rows => {
      const { pdf } = await printer.print(job(rows), 0)
      done.push(rows)
      return pdf
    }),
  )
  expect(done).toEqual(sizes)
  for (const [n, rows] of sizes.entries()) {
    expect((await printer.print(job(rows), 0)).pdf).toEqual(papers[n])
  }
})

test('the thread that asks goes on meanwhile', async () => {
  let turns = 0
  let drawn = false
  const drawing = printer.print(job(500), 0).finally(() => {
    drawn = true
  })
  while (!drawn) {
    turns += 1
    await setImmediate()
  }
  await drawing
  expect(turns).toBeGreaterThan(100)
})

test('a paper that cannot be drawn fails alone, and says why without naming anybody', async () => {
  const broken = { ...job(1), document: disclosedFull({ dataSubjectName: '見本\u{1F600}' }) }
  const [failed, next] = await Promise.allSettled([
    printer.print(broken, 0),
    printer.print(job(1), 0),
  ])
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: /U\+1F600/ } })
  expect(String((failed as PromiseRejectedResult).reason)).not.toContain('見本')
  expect(next.status).toBe('fulfilled')
})

test('a paper that is never done is given up, and the next one is drawn by another thread', async () => {
  const impatient = startPrinter({}, 2_500)
  const lost = impatient.print(job(40_000), 0)
  const waiting = impatient.print(job(1), 0)
  await expect(lost).rejects.toThrow(/thread ended/)
  expect((await pdfPages((await waiting).pdf)).length).toBeGreaterThan(1)
  await impatient.close()
})

test('a printer that closes draws nothing more, also nothing that waits', async () => {
  const closing = startPrinter()
  const papers = [closing.print(job(2_000), 0), closing.print(job(1), 0)]
  await closing.close()
  const settled = await Promise.allSettled(papers)
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

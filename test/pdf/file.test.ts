// The bytes of the file: stable for the same input, sound, and with what it carries.

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { renderExtract } from '../../src/pdf/render-extract.ts'
import { disclosedFull, fonts, notExist, producedAt, render, templates } from './sample-document.ts'

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

test('the same document at the same instant gives the same bytes', async () => {
  const [first, second] = [await render(disclosedFull()), await render(disclosedFull())]
  expect(first).toEqual(second)
  const later = await renderExtract(disclosedFull(), {
    templates,
    fonts,
    producedAt: new Date(producedAt.getTime() + 1000),
  })
  expect(later).not.toEqual(first)
})

test('two letters of one instant have different file ids', async () => {
  const id = (bytes: Uint8Array) => /\/ID \[<([0-9a-f]+)>/.exec(latin1(bytes))?.[1]
  const first = id(await render(notExist()))
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(id(await render(notExist({ docNo: '個開2026-0014号' })))).not.toBe(first)
})

test('the document model can be posted to another thread', () => {
  expect(structuredClone(disclosedFull())).toEqual(disclosedFull())
  expect(JSON.parse(JSON.stringify(notExist()))).toEqual(notExist())
})

test('the header of a column and of a row carries its scope', async () => {
  const text = latin1(await render(disclosedFull()))
  expect(text).toMatch(/\/Scope \/Column/)
  expect(text).toMatch(/\/Scope \/Row/)
  expect(text).toMatch(/\/Lang \(/)
})

test('files for machines travel inside the letter', async () => {
  const bytes = new TextEncoder().encode('{"provided":[]}')
  const pdf = await render(disclosedFull(), [
    { name: 'records.json', type: 'application/json', bytes },
  ])
  const task = getDocument({ data: pdf, verbosity: 0 })
  const attached = (await (await task.promise).getAttachments()) as Map<string, Entry> | Entries
  await task.destroy()
  const entry = attached instanceof Map ? attached.get('records.json') : attached['records.json']
  expect(entry).toBeDefined()
})

interface Entry {
  filename: string
}
type Entries = Record<string, Entry>

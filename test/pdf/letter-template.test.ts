// A mistake in a template is found at start and told with file, place and what was meant.

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseTemplates } from '../../src/pdf/letter-template.ts'
import { TemplateError } from '../../src/pdf/template-fault.ts'
import { templateJsonSchema } from '../../src/pdf/template-schema.ts'
import { shippedTemplates } from '../../src/runtimes/worker/templates.ts'
import { editions, templateFiles } from './sample-document.ts'

// biome-ignore lint/suspicious/noExplicitAny: the tests break the files on purpose
type Json = any

function faultsAfter(spoil: (files: Record<string, Json>) => void) {
  const files = templateFiles() as Record<string, Json>
  spoil(files)
  try {
    parseTemplates(files)
  } catch (error) {
    if (error instanceof TemplateError) return error.faults
    throw error
  }
  return []
}

test('the shipped templates have no fault, as objects and as text', () => {
  expect(faultsAfter(() => {})).toEqual([])
  expect(
    faultsAfter(files => {
      for (const name of Object.keys(files)) files[name] = JSON.stringify(files[name])
    }),
  ).toEqual([])
})

test('an unknown field is named with its file, its path and the valid one', () => {
  const faults = faultsAfter(files => {
    const section = files['not-exist.json'].sections[1]
    section.headng = section.heading
    delete section.heading
  })
  expect(faults).toContainEqual({
    file: 'not-exist.json',
    path: 'sections[1].headng',
    message: 'unknown field; did you mean "heading"?',
  })
})

test('an unknown placeholder is named with the nearest one', () => {
  const faults = faultsAfter(files => {
    files['disclosed-full.json'].opening += '{requstNo}'
  })
  expect(faults).toEqual([
    {
      file: 'disclosed-full.json',
      path: 'opening',
      message: 'unknown placeholder {requstNo}; did you mean "requestNo"?',
    },
  ])
})

test('a value that may be absent needs its condition', () => {
  const faults = faultsAfter(files => {
    files['common.json'].sender.push('{officePhone}')
  })
  expect(faults).toHaveLength(1)
  expect(faults[0]!.message).toContain('"when": "officePhone"')
})

test('a block or phrase that is not there is a fault', () => {
  const faults = faultsAfter(files => {
    files['not-exist.json'].sections[0].lines[0].block = 'reqest'
    delete files['common.json'].phrases.fee_none
    files['common.json'].phrases.fee_nne = 'x'
    files['common.json'].phrases.means_courier = '宅配便'
  })
  expect(faults.map(fault => `${fault.path}: ${fault.message}`)).toEqual([
    'sections[0].lines[0]: no block "reqest" in common.json; did you mean "request"?',
    'phrases.fee_nne: unknown phrase; did you mean "fee_none"?',
    'phrases.fee_none: the phrase is missing; documents need it',
  ])
})

test('a wrong condition is named with the nearest one', () => {
  const faults = faultsAfter(files => {
    files['disclosed-full.json'].sections[5].when = 'legend'
  })
  expect(faults[0]).toMatchObject({ file: 'disclosed-full.json', path: 'sections[5].when' })
  expect(faults[0]!.message).toContain('did you mean "legends"?')
})

test('a missing file and broken JSON are told at once, with the faults of the other files', () => {
  const faults = faultsAfter(files => {
    delete files['annex.json']
    files['common.json'] = '{'
    files['en/not-exist.json'].opening += '{requstNo}'
  })
  expect(faults.map(fault => fault.file).sort()).toEqual([
    'annex.json',
    'common.json',
    'en/not-exist.json',
  ])
})

test('a letter may name only what its kind has: a refusal tells no count and no row', () => {
  const faults = faultsAfter(files => {
    const [request, , ground] = files['not-disclosed.json'].sections
    request.lines.push('{providedCount}')
    ground.lines[0].text = '{rowNos}'
    request.lines.push({ each: 'legends', text: '{item}' })
  })
  expect(faults.map(({ file, path }) => `${file} ${path}`)).toEqual([
    'not-disclosed.json sections[0].lines[1]',
    'not-disclosed.json sections[0].lines[2]',
    'not-disclosed.json sections[0].lines[2]',
    'not-disclosed.json sections[2].lines[0]',
  ])
})

test('a field of a table that may be absent needs its condition, and an unknown one its nearest', () => {
  const faults = faultsAfter(files => {
    const { columns } = files['disclosed-partial.json'].sections[2].lines[0]
    columns[0].text = '{rowNos}({count})'
    columns[3].text = '{raeson}'
    columns[1].widht = columns[1].width
  })
  expect(faults).toEqual([
    {
      file: 'disclosed-partial.json',
      path: 'sections[2].lines[0].columns[1].widht',
      message: 'unknown field; did you mean "width"?',
    },
  ])
  const named = faultsAfter(files => {
    const { columns } = files['disclosed-partial.json'].sections[2].lines[0]
    columns[0].text = '{rowNos}({count})'
    columns[3].text = '{raeson}'
  })
  expect(named.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'sections[2].lines[0].columns[0]: {count} may be absent: give the line or part "when": "count"',
    'sections[2].lines[0].columns[3]: unknown placeholder {raeson}; did you mean "reason"?',
  ])
})

test('no result letter can lose the standing explanation, nor a refusal its reasons', () => {
  const faults = faultsAfter(files => {
    const partial = files['disclosed-partial.json']
    partial.sections.splice(2, 1)
    files['en/not-exist.json'].sections = files['en/not-exist.json'].sections.slice(0, 2)
  })
  expect(faults.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'disclosed-partial.json: needs a table or lines of "refusals": the reasons (A36)',
    'en/not-exist.json: needs the block "standingExplanation", as every result has it',
  ])
})

test('a block that contains itself is told instead of followed', () => {
  const faults = faultsAfter(files => {
    files['common.json'].blocks.desk.push({ block: 'contact' })
  })
  expect(faults.map(({ path, message }) => `${path}: ${message}`)).toContain(
    'blocks.contact: the block contains itself',
  )
})

test('a translation that does not say so is a fault', () => {
  const faults = faultsAfter(files => {
    delete files['en/common.json'].translationNote
  })
  expect(faults).toEqual([
    {
      file: 'en/common.json',
      path: 'translationNote',
      message: 'a translation must say that it is one',
    },
  ])
})

test('the Worker carries every template', async () => {
  const shipped = await shippedTemplates()
  expect(shipped).toEqual(editions)
})

test('templates/schema.json is the schema in force (UPDATE=1 npm test writes it)', () => {
  const file = new URL('../../templates/schema.json', import.meta.url)
  const schema = JSON.parse(JSON.stringify(templateJsonSchema()))
  if (process.env.UPDATE) writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema)
})

test('every template names the schema that its editor completes from', () => {
  for (const [name, file] of Object.entries(templateFiles())) {
    const schema = name.startsWith('en/') ? '../schema.json' : './schema.json'
    expect(file, name).toMatchObject({ $schema: schema })
  }
})

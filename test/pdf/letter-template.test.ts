// A mistake in a template is found at start and told with file, place and what was meant.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseTemplates } from '../../src/pdf/letter-template.ts'
import { TemplateError } from '../../src/pdf/template-fault.ts'
import { templateJsonSchema } from '../../src/pdf/template-schema.ts'
import { templateFiles } from './sample-document.ts'

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

test('a missing file and broken JSON are told at once', () => {
  const faults = faultsAfter(files => {
    delete files['annex.json']
    files['common.json'] = '{'
  })
  expect(faults.map(fault => fault.file)).toEqual(['annex.json', 'common.json'])
})

test('the schema for editors says the same as the program', () => {
  const file = new URL('../../templates/schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(templateJsonSchema())),
  )
})

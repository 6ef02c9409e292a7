// The papers as the console looks at them: their titles, and how each looks with invented data.

import { EDITIONS, type LetterKind } from '../usecases/letter-document.ts'
import type { PaperName, Papers } from '../usecases/paper-ports.ts'
import type { PressKit } from './press.ts'
import type { LetterTemplates } from './template-schema.ts'

/** The invented data come with the first look: whoever only prints never loads them. */
const samples = () => import('./sample-papers.ts')

export function paperDesk(kit: PressKit): Omit<Papers, 'checkTemplates'> {
  return {
    async listPapers() {
      const { SAMPLE_NAMES } = await samples()
      return SAMPLE_NAMES.map(name => ({ name, titles: titlesOf(kit, name) }))
    },
    async drawSample(job, at) {
      const { drawSample } = await samples()
      return drawSample(kit, job, new Date(at))
    },
  }
}

function titlesOf({ templates }: PressKit, name: string): PaperName['titles'] {
  const kind = name.replaceAll('-', '_')
  const title = (of: LetterTemplates) =>
    kind === 'provision_register' || kind === 'erasure_record'
      ? of[kind].title
      : of.letters[kind as LetterKind].title
  return Object.fromEntries(
    EDITIONS.map(edition => [edition, title(templates[edition])]),
  ) as PaperName['titles']
}

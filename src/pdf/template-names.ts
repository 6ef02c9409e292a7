// Checks the names inside the templates of an edition: placeholders, conditions, lists, blocks and phrases.

import { LETTER_KINDS } from '../usecases/letter-document.ts'
import { REGISTER_KINDS } from '../usecases/register-document.ts'
import { vocabularyOf } from './letter-vocabulary.ts'
import { NameChecker } from './name-checker.ts'
import { checkRegister, checkRegisterWords } from './register-template.ts'
import type { TemplateFault } from './template-fault.ts'
import type { LetterTemplates } from './template-schema.ts'
import { PHRASES } from './vocabulary.ts'

const FOOTER = ['docNo', 'page', 'pages']
const FORM_FOOTER = ['page', 'pages']
const SECTION = ['number', 'heading']
/** What the legends of an annex may name. */
const LEGEND = ['reasonsNumber']

/** An edition of which some files have not even their shape. */
type Readable = Pick<LetterTemplates, 'common'> &
  Partial<Omit<LetterTemplates, 'letters'>> & { letters: Partial<LetterTemplates['letters']> }

/** Every unknown name, and every value that may be absent used without its `when`. */
export function checkTemplateNames(
  templates: Readable,
  fileOf: (name: string) => string,
): TemplateFault[] {
  const checker = new NameChecker(templates.common, fileOf('common'))
  for (const kind of LETTER_KINDS) {
    const letter = templates.letters[kind]
    if (letter) checker.checkLetter(letter, kind, fileOf(kind))
  }
  checkCommon(templates.common, fileOf('common'), checker)
  if (templates.annex) checkAnnex(templates.annex, fileOf('annex'), checker)
  const { registers } = templates
  return [
    ...checker.faults(),
    ...(registers ? checkRegisterWords(registers, fileOf('registers')) : []),
    ...REGISTER_KINDS.flatMap(kind => {
      const register = templates[kind]
      return register ? checkRegister(register, kind, fileOf(kind)) : []
    }),
  ]
}

function checkCommon(common: LetterTemplates['common'], file: string, checker: NameChecker) {
  // Any letter to a person will do: here may stand only what they all have.
  const place = { file, guards: [], vocabulary: vocabularyOf('not_exist') }
  for (const path of ['head', 'addressee', 'sender', 'salutation'] as const) {
    checker.checkLines(common[path], { ...place, path })
  }
  checker.checkNames(common.footer, FOOTER, file, 'footer')
  checker.checkNames(common.formFooter, FORM_FOOTER, file, 'formFooter')
  checker.checkNames(common.sectionHeading, SECTION, file, 'sectionHeading')
  checker.checkPhrases(common.phrases, PHRASES, file)
  if (!common.language.startsWith('ja') && common.translationNote === undefined) {
    checker.report(file, 'translationNote', 'a translation must say that it is one')
  }
}

function checkAnnex(annex: LetterTemplates['annex'], file: string, checker: NameChecker) {
  const vocabulary = vocabularyOf('disclosed_full')
  checker.checkLines(annex.head, { file, guards: [], vocabulary, path: 'head' })
  for (const [name, state] of Object.entries(annex.states)) {
    checker.checkNames(state.legend, LEGEND, file, `states.${name}.legend`)
  }
}

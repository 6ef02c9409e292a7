// The words of the papers on Node: the shipped templates/, each file replaced by the operator's where there is one.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EditionTemplates, parseTemplates, TEMPLATE_FILES } from '../../pdf/letter-template.ts'
import { hint, TemplateError, type TemplateFault } from '../../pdf/template-fault.ts'
import { RuntimeFault, systemCode } from './fault.ts'

export const SHIPPED_TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url))

/**
 * Throws RuntimeFault when a template was edited into something that cannot be printed.
 * @param own the operator's folder (`KIROKUBO_TEMPLATES_DIR`): the files in it stand before the shipped ones.
 */
export function loadTemplates(own?: string): EditionTemplates {
  try {
    return readTemplates(own)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new RuntimeFault(
      error.message,
      `Mend these files in ${own ?? SHIPPED_TEMPLATES}, then run kirokubo template check.`,
      { cause: error },
    )
  }
}

/** As `loadTemplates`; throws TemplateError with every fault, for `kirokubo template check`. */
export function readTemplates(own?: string): EditionTemplates {
  const files: Record<string, string> = {}
  for (const name of TEMPLATE_FILES) files[name] = readTemplate(name, own)
  const strange = own === undefined ? [] : strangeFiles(own)
  if (strange.length === 0) return parseTemplates(files)
  throw new TemplateError([...strange, ...faultsOf(files)])
}

function faultsOf(files: Record<string, string>): TemplateFault[] {
  try {
    parseTemplates(files)
    return []
  } catch (error) {
    if (error instanceof TemplateError) return error.faults
    throw error
  }
}

function readTemplate(name: string, own: string | undefined): string {
  const replaced = own !== undefined && existsSync(join(own, name))
  const file = join(replaced ? own : SHIPPED_TEMPLATES, name)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    throw new RuntimeFault(
      `The template ${file} cannot be read (${code}).`,
      'Let this account read it, or put the shipped file back.',
      { cause: error },
    )
  }
}

/** A file under a name that no paper has would be left unread in silence. */
function strangeFiles(own: string): TemplateFault[] {
  const inside = (folder: string, prefix: string) =>
    readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .map(name => `${prefix}${name}`)
  const english = join(own, 'en')
  const names = [...inside(own, ''), ...(existsSync(english) ? inside(english, 'en/') : [])]
  return names
    .filter(name => !TEMPLATE_FILES.includes(name) && !name.endsWith('schema.json'))
    .map(file => ({
      file,
      path: '',
      message: `no paper has a template of this name${hint(file, TEMPLATE_FILES)}`,
    }))
}

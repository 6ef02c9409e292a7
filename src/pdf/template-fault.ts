// What is wrong in a template file, told to the person who edited it.

/** One thing wrong in a template file, in words the person who edited it can act on. */
export interface TemplateFault {
  file: string
  path: string
  message: string
}

export class TemplateError extends Error {
  readonly code = 'template_fault'
  readonly faults: TemplateFault[]

  constructor(faults: TemplateFault[]) {
    const list = faults.map(one => `- ${one.file}, ${one.path || '(whole file)'}: ${one.message}`)
    super(`The templates have ${faults.length} fault(s):\n${list.join('\n')}`)
    this.name = 'TemplateError'
    this.faults = faults
  }
}

/** `; did you mean "heading"?` when a valid name is at most a third of the letters away. */
export function hint(given: string, valid: readonly string[]): string {
  let best: string | undefined
  let least = Math.max(1, Math.ceil(given.length / 3)) + 1
  for (const name of valid) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase())
    if (distance < least) [best, least] = [name, distance]
  }
  return best === undefined ? '' : `; did you mean "${best}"?`
}

function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(same, above[j]! + 1, row[j - 1]! + 1))
    }
    above = row
  }
  return above[b.length]!
}

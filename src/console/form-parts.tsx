// The parts of forms: the form with its token, fields with their faults, buttons.

import type { Child, PropsWithChildren } from 'hono/jsx'
import { newId } from '../usecases/random-text.ts'
import type { Unsent } from './forms.ts'
import type { Visit } from './visit.tsx'
import { shared } from './words.ts'

export interface FormProps {
  visit: Visit
  action: string
  label?: string
  id?: string
  /** Counts once: sent again, by a second click or from a page gone back to, it does nothing. */
  once?: boolean | string
  /** It answers with a file, and the page stays. */
  file?: boolean
}

/** A form that is ours: POST, with the token that fits the visitor's cookie. */
export function Form(props: PropsWithChildren<FormProps>) {
  const { visit, action, label, id, once, file, children } = props
  return (
    <form
      method="post"
      action={action}
      aria-label={label}
      id={id}
      data-file={file ? '' : undefined}
      novalidate
    >
      <Hidden of={{ _csrf: visit.csrf }} />
      {once ? <Hidden of={{ _once: once === true ? newId() : once }} /> : null}
      {children}
    </form>
  )
}

/** Fields that go along unseen. */
export function Hidden({ of }: { of: Record<string, string | undefined> }) {
  return (
    <>
      {Object.entries(of).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={value} />,
      )}
    </>
  )
}

export interface FieldProps {
  visit: Visit
  /** What was typed before, and what was wrong with it. */
  form: Unsent
  name: string
  label: string
  type?: 'text' | 'email' | 'password' | 'date' | 'number' | 'search' | 'tel'
  hint?: Child
  required?: boolean
  autocomplete?: string
  inputmode?: 'numeric' | 'text' | 'email'
  /** When nothing was typed yet. */
  value?: string
  /** Lines of a longer text. */
  rows?: number
  spellcheck?: boolean
}

export function Field(props: FieldProps) {
  const { form, name, type = 'text', value, rows, required, autocomplete, inputmode } = props
  const typed = form.values[name] ?? value
  const shown = Array.isArray(typed) ? typed.join(' ') : typed
  const common = {
    id: name,
    name,
    required,
    autocomplete: autocomplete ?? 'off',
    spellcheck: props.spellcheck ?? false,
    ...describedBy(props),
  }
  return (
    <FieldFrame {...props}>
      {rows ? (
        <textarea {...common} rows={rows}>
          {shown}
        </textarea>
      ) : (
        <input {...common} type={type} inputmode={inputmode} value={shown} />
      )}
    </FieldFrame>
  )
}

export interface Choice {
  value: string
  label: string
  hint?: string
}

type ChoiceProps = Omit<FieldProps, 'type' | 'rows'> & { choices: readonly Choice[] }

/** One of a few: radio buttons, each with its explanation. */
export function Choices(props: ChoiceProps) {
  return <Group {...props} type="radio" />
}

/** Any of a few. */
export function Checks(props: ChoiceProps) {
  return <Group {...props} type="checkbox" />
}

/** A fault leads to the group: its first option stands right behind. */
function Group(props: ChoiceProps & { type: 'radio' | 'checkbox' }) {
  const { visit, form, name, label, choices, required, hint, value, type } = props
  visit.labels.set(name, label)
  const chosen = [form.values[name] ?? value ?? []].flat()
  const { 'aria-describedby': describedby } = describedBy(props)
  return (
    <fieldset class="field" id={name} tabindex={-1} aria-describedby={describedby}>
      <legend>
        {label} <Required visit={visit} required={required} />
      </legend>
      <Hint name={name} hint={hint} />
      <Fault name={name} form={form} />
      {choices.map(choice => (
        <Option name={name} type={type} choice={choice} checked={chosen.includes(choice.value)} />
      ))}
    </fieldset>
  )
}

function Option(props: { name: string; type: string; choice: Choice; checked: boolean }) {
  const { name, type, choice, checked } = props
  const id = `${name}-${choice.value.replaceAll(':', '-')}`
  return (
    <div class="option">
      <input type={type} id={id} name={name} value={choice.value} checked={checked} />
      <label for={id}>
        {choice.label}
        {choice.hint ? <span class="muted"> {choice.hint}</span> : null}
      </label>
    </div>
  )
}

/** One of many. */
export function Select(props: ChoiceProps) {
  const { form, name, choices, value, required } = props
  const chosen = form.values[name] ?? value
  return (
    <FieldFrame {...props}>
      <select id={name} name={name} required={required} {...describedBy(props)}>
        {choices.map(one => (
          <option value={one.value} selected={one.value === chosen}>
            {one.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** Above a form that was refused: every fault by its field's label, each leading there. */
export async function Faults({ visit, form }: { visit: Visit; form: Unsent }) {
  const faults = Object.entries(form.faults)
  if (faults.length === 0) return null
  // The fields below tell their labels as they are drawn, all of them before this goes on.
  await undefined
  const labelled = (field: string, words: string) => {
    const label = visit.labels.get(field)
    return label === undefined ? words : `${label}: ${words}`
  }
  return (
    <div class="notice danger" role="alert" tabindex={-1} id="faults">
      <h2>{visit.say(shared).faultsTitle}</h2>
      <ul>
        {faults.map(([field, words]) => (
          <li>{field === 'form' ? words : <a href={`#${field}`}>{labelled(field, words)}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

/** The buttons of a form; `cancel` leads back without doing anything. */
export function Actions(props: PropsWithChildren<{ visit: Visit; cancel?: string }>) {
  const { visit, cancel, children } = props
  return (
    <p class="actions">
      {children}
      {cancel ? <a href={cancel}>{visit.say(shared).cancel}</a> : null}
    </p>
  )
}

function FieldFrame(props: PropsWithChildren<FieldProps>) {
  const { visit, form, name, label, hint, required, children } = props
  visit.labels.set(name, label)
  return (
    <div class="field">
      <label for={name}>
        {label} <Required visit={visit} required={required} />
      </label>
      <Hint name={name} hint={hint} />
      <Fault name={name} form={form} />
      {children}
    </div>
  )
}

function Required({ visit, required }: { visit: Visit; required?: boolean | undefined }) {
  return required ? <span class="required">{visit.say(shared).required}</span> : null
}

function Hint({ name, hint }: { name: string; hint?: Child }) {
  return hint ? (
    <p class="hint" id={`${name}-hint`}>
      {hint}
    </p>
  ) : null
}

function Fault({ name, form }: { name: string; form: Unsent }) {
  const fault = form.faults[name]
  return fault ? (
    <p class="fault" id={`${name}-fault`}>
      {fault}
    </p>
  ) : null
}

function describedBy({ name, hint, form }: Pick<FieldProps, 'name' | 'hint' | 'form'>) {
  const ids = [hint ? `${name}-hint` : '', form.faults[name] ? `${name}-fault` : '']
  const described = ids.filter(Boolean).join(' ')
  return {
    ...(described ? { 'aria-describedby': described } : {}),
    ...(form.faults[name] ? { 'aria-invalid': 'true' as const } : {}),
  }
}

// The button that uses or makes a passkey: shown where there is script, as only script reaches passkeys.

import type { PropsWithChildren } from 'hono/jsx'
import { Form, Hidden } from './form-parts.tsx'
import type { Visit } from './visit.tsx'

export interface PasskeyButtonProps {
  visit: Visit
  action: string
  ceremony: 'get' | 'create'
  /** Of WebAuthn, as JSON. */
  options: object
  hidden: Record<string, string | undefined>
  label: string
}

/** The script fills `answer` with what the browser gave, and sends the form. */
export function PasskeyButton(props: PropsWithChildren<PasskeyButtonProps>) {
  const { visit, action, ceremony, options, hidden, label, children } = props
  return (
    <div data-needs-script hidden>
      <Form visit={visit} action={action}>
        <Hidden of={{ ...hidden, answer: '' }} />
        {children}
        <p class="actions">
          <button
            type="submit"
            class="second"
            data-passkey={ceremony}
            data-options={JSON.stringify(options)}
          >
            {label}
          </button>
        </p>
      </Form>
    </div>
  )
}

/** What the script filled in; null when it is no JSON. */
export function passkeyAnswer(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

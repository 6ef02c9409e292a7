// The button that gives a form more rows and sends nothing off.

import type { PropsWithChildren } from 'hono/jsx'

/** Behind the button that sends: the Enter key presses the first one. */
export function MoreButton({ children }: PropsWithChildren) {
  return (
    <button type="submit" class="second" name="more" value="1">
      {children}
    </button>
  )
}

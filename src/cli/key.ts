// kirokubo key: API keys, made and revoked beside a running server or behind its URL.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import { SCOPES, type Scope } from '../usecases/access-ports.ts'
import { type ApiKeyView, SOURCE_NAME } from '../usecases/manage-api-keys.ts'
import { withClient } from './ledger-client.ts'
import { type GlobalOptions, print, takesUrl, wholeNumber } from './options.ts'

interface CreateOptions extends GlobalOptions {
  source: string
  scope: Scope[]
  expiresInDays?: number
}

export function keyCommand(program: Command) {
  const key = program.command('key').description('API keys: make, list, revoke')

  takesUrl(key.command('create').description('make a key; its text is shown once'))
    .requiredOption('--source <name>', 'the system that will post with it', sourceName)
    .addOption(
      new Option('--scope <scope>', `may stand several times: ${SCOPES.join(', ')}`)
        .argParser(addScope)
        .makeOptionMandatory(),
    )
    .option('--expires-in-days <n>', 'default: never', wholeNumber(1, 36_500))
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CreateOptions>()
      const made = await withClient({ ...options, create: true }, client =>
        client.createKey({
          source: options.source,
          scopes: options.scope,
          expiresInDays: options.expiresInDays,
        }),
      )
      print(options, made, () => [
        `Made key ${made.id} for ${made.source} (${made.scopes.join(', ')}), ${
          made.expires_at ? `valid until ${made.expires_at}` : 'without an end'
        }:`,
        '',
        `  ${made.key}`,
        '',
        'It is shown this once. It is valid at once, on a running server too.',
      ])
    })

  takesUrl(key.command('list').description('every key, revoked ones too')).action(
    async (_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const keys = await withClient(options, client => client.listKeys())
      print(options, keys, () =>
        keys.length > 0
          ? keys.map(describe)
          : ['No keys yet. Make one: kirokubo key create --source NAME --scope SCOPE'],
      )
    },
  )

  takesUrl(key.command('revoke').description('refuse a key from now on'))
    .argument('<id>', 'as `kirokubo key list` shows it')
    .action(async (id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const revoked = await withClient(options, client => client.revokeKey(id))
      if (revoked === undefined) throw unknownKey(id)
      print(options, { id, revoked }, () => [
        revoked
          ? `Revoked key ${id}: it is refused from now on, by a running server too.`
          : `Key ${id} was revoked before; nothing changed.`,
      ])
    })
}

function describe({ id, source, scopes, expires_at, revoked_at, last_used_at }: ApiKeyView) {
  const state = revoked_at
    ? `revoked ${revoked_at}`
    : expires_at
      ? `until ${expires_at}`
      : 'without an end'
  const use = last_used_at ? `last used ${last_used_at}` : 'never used'
  return `${id}  ${source}  ${scopes.join(' ')}  ${state}  ${use}`
}

/** The text itself may have been a key: it is not repeated. */
function unknownKey(id: string): RuntimeFault {
  const shown = /^[a-z0-9]{1,20}$/.test(id) ? ` ${id}` : ''
  return new RuntimeFault(
    `This ledger has no key${shown}.`,
    'Give the id of a key, not its text; `kirokubo key list` shows them.',
  )
}

function sourceName(text: string): string {
  if (SOURCE_NAME.test(text)) return text
  throw new InvalidArgumentError(
    'A source is 1–64 of a–z, 0–9, dot, underscore and hyphen, and starts with a letter or digit.',
  )
}

function addScope(text: string, before: Scope[] = []): Scope[] {
  if (!(SCOPES as readonly string[]).includes(text)) {
    throw new InvalidArgumentError(`Scopes are ${SCOPES.join(', ')}.`)
  }
  return [...before, text as Scope]
}

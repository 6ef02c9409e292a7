// kirokubo user: people at the console, made and disabled beside a running server or behind its URL.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { ROLES, type Role } from '../domain/role.ts'
import { newUserSchema } from '../domain/user-schema.ts'
import type { UserView } from '../usecases/manage-users.ts'
import { type UserLink, withClient } from './ledger-client.ts'
import { type GlobalOptions, print, takesUrl } from './options.ts'

interface CreateOptions extends GlobalOptions {
  name: string
  email: string
  role: Role
}

export function userCommand(program: Command) {
  const user = program.command('user').description('people at the console: make, list, disable')

  takesUrl(user.command('create').description('make a user; the link to join is shown once'))
    .requiredOption('--name <name>', 'as it stands on pages', field('name'))
    .requiredOption('--email <address>', 'they sign in with it; no mail is sent', field('email'))
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .action(async (_options, command: Command) => {
      const { name, email, role, ...options } = command.optsWithGlobals<CreateOptions>()
      const made = await withClient({ ...options, create: true }, client =>
        client.createUser({ name, email, role }),
      )
      print(options, made, () => [`Made user ${made.id} (${role}).`, ...linkNotice(made)])
    })

  takesUrl(user.command('link').description('make a new link, for who cannot sign in any more'))
    .argument('<id>', 'as `kirokubo user list` shows it')
    .action(async (id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const made = await withClient(options, client => client.linkUser(id))
      print(options, made, () => linkNotice(made))
    })

  takesUrl(user.command('list').description('every user, disabled ones too')).action(
    async (_options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const users = await withClient(options, client => client.listUsers())
      print(options, users, () =>
        users.length > 0
          ? users.map(describe)
          : [
              'No users yet. The first start of the service prints a link; or: kirokubo user create',
            ],
      )
    },
  )

  takesUrl(user.command('disable').description('shut a user out from now on'))
    .argument('<id>', 'as `kirokubo user list` shows it')
    .action(async (id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const disabled = await withClient(options, client => client.disableUser(id))
      print(options, { id, disabled }, () => [
        disabled
          ? `Disabled user ${id}: the next request is refused, by a running server too.`
          : `User ${id} was disabled before; nothing changed.`,
      ])
    })
}

function linkNotice({ link, link_expires_at }: UserLink): string[] {
  return [
    'Hand this link over by a safe way; whoever opens it sets the password:',
    '',
    `  ${link}`,
    '',
    `It is shown this once and works once, until ${link_expires_at}.`,
  ]
}

function describe({ id, name, email, role, disabled_at, joined }: UserView): string {
  const state = disabled_at ? `disabled ${disabled_at}` : joined ? 'active' : 'invited'
  return `${id}  ${role}  ${name} <${email}>  ${state}`
}

function field(name: 'name' | 'email') {
  return (text: string) => {
    const parsed = newUserSchema.shape[name].safeParse(text)
    if (parsed.success) return parsed.data
    throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message}.`)
  }
}

/** What others must be able to trust: a record or a pack that only two persons open, and self-checks that count. */
import type { SelfCheckReport } from '../../lib/protocol/self-check.ts'
import { keepCheck } from '../../server/self-check/keep.ts'
import type { Album } from './album.ts'
import { asksToLook, pressFirst, sees } from './desks.ts'
import { ask, type Day, OTHER_GROUP } from './stage.ts'
import { OKORO } from './team.ts'

const RECORD = 'section[aria-labelledby=record]'
const LOOKS = 'section[aria-labelledby=looks]'
const CHECKS = 'section[aria-labelledby=checks]'

/** The school wants a second person's yes: to each look, or to what is taken out of it. */
export async function looksWithTwo(day: Day, album: Album): Promise<void> {
  await ask(day)
  await day.publish({ secondYes: 'looks' })
  const lead = await day.console(OKORO, ['dsl'], 'Mrs Okoro')
  await asksToLook(lead)
  await sees(lead, 'A second person has to say yes to this look')
  await album.keepConsole(lead, 'second-yes-waits', RECORD)
  const head = await day.console('bright@hill.test', ['head'], 'Mr Bright')
  await sees(head, 'A second person has to say yes to this look')
  await album.keepConsole(head, 'second-yes-asked', LOOKS)
  await pressFirst(head, 'Say yes')
  await sees(head, 'Mr Bright said yes to this look')
  await pressFirst(lead, 'See whether it is answered')
  await sees(lead, 'games.test')
  await album.keepConsole(lead, 'second-yes-given', RECORD)
  await pressFirst(lead, 'Close the record')
  await day.publish({ secondYes: 'packs' })
  await asksToLook(lead)
  await sees(lead, 'A second person has to say yes')
  await sees(lead, 'games.test')
  await album.keepConsole(lead, 'second-yes-packs', RECORD)
  await day.publish({})
  await Promise.all([lead.close(), head.close()])
}

/** One that held for the group that its device is in, and one for another, which somebody who knows the device counts. */
export async function selfChecks(day: Day, album: Album): Promise<void> {
  const { context } = day.room
  const installation = await context.db
    .selectFrom('installations')
    .selectAll()
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow()
  for (const [at, group] of [day.group, OTHER_GROUP].entries())
    await keepCheck(context, installation, check(at, group), Date.now())
  const desk = await day.console('nell@hill.test', ['network'], 'Nell')
  await sees(desk, 'It counts for no group')
  await album.keepConsole(desk, 'self-check-claimed', CHECKS)
  await pressFirst(desk, `Count it for ${OTHER_GROUP}`)
  await sees(desk, 'It counts now')
  await album.keepConsole(desk, 'self-check-counted', CHECKS)
  await desk.close()
}

/** As a browser files it. */
const check = (at: number, group: string): SelfCheckReport => ({
  run: String(at).padStart(22, 't'),
  at: Date.now(),
  how: 'hand',
  group,
  ageGroup: 'primary',
  place: 'on-site',
  extension: '0.2.0',
  browser: 'Chromium 156',
  tried: [
    {
      category: 'adult',
      address: 'https://pornhub.com/kerb-self-check',
      expected: 'stopped',
      outcome: 'stopped',
    },
    {
      category: 'gambling',
      address: 'https://bet365.com/kerb-self-check',
      expected: 'stopped',
      outcome: 'unreachable',
    },
    {
      category: 'education',
      address: 'https://www.gov.uk/kerb-self-check',
      expected: 'open',
      outcome: 'loaded',
    },
  ],
})

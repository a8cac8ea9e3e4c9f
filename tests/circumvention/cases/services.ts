/** Hosting that many share, replays and apps within other sites: what lies there is judged, not the name. */
import { expect } from 'vitest'
import type { Case } from '../case.ts'
import { frameStops, openPage, staysOpen, stops } from '../hands.ts'
import type { Stage } from '../stage.ts'

const framed = (name: string, tries: string, outer: string, inner: string): Case<Stage> => ({
  name,
  technique: 'a frame or a popup',
  tries,
  holds: 'Every frame is judged, at any depth',
  run: async (stage) => {
    stage.web.on(
      outer,
      '/view',
      `<h1>Class site</h1><iframe width=800 height=600 src="https://${inner}/embed"></iframe>`,
    )
    stage.web.on(
      inner,
      '/embed',
      `<iframe width=780 height=580 src="https://${name}.blocked.test/"></iframe>`,
    )
    await frameStops(stage, await openPage(stage.browser, `https://${outer}/view`), `${name}.blocked.test`)
    expect(stage.web.leaked([`${name}.blocked.test`])).toBe(0)
  },
})

export const SERVICES: readonly Case<Stage>[] = [
  framed(
    'vt-sites-embed',
    'A class site that embeds by way of user content',
    'sites.test',
    '1234-atari-embeds.googleusercontent.com',
  ),
  framed(
    'vt-apps-script',
    'A script’s page in a frame of its own',
    'script.test',
    'n-abc-0lu-script.googleusercontent.com',
  ),
  {
    name: 'fp-archive-ok',
    technique: 'ordinary use',
    tries: 'An archived page of an ordinary site',
    holds: 'Judged by what it carries, and that is open',
    run: async (stage) => {
      await staysOpen(stage, 'https://web.archive.org/web/2020/https://good.test/history')
    },
  },
  {
    name: 'redir-chain-carried',
    technique: 'an address within an address',
    tries: 'A redirect to an address that carries a closed one',
    holds: 'An address is judged by what it carries',
    run: async (stage) => {
      stage.web.on('school.test', '/out', (_seen, response) => {
        response
          .writeHead(302, { location: 'https://viewer.test/?url=http%3A%2F%2Fcarried.blocked.test%2F' })
          .end()
      })
      await stops(stage, await stage.browser.open('http://school.test/out'), 'viewer.test')
    },
  },
]

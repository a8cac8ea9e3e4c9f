import { describe, expect, it } from 'vitest'
import { shippedLists } from '../lists/load.ts'
import { canonical } from '../verdict/address.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { seenTab } from './seen-tab.ts'
import type { OpenTab } from './seen-tab.ts'

const lists = shippedLists()
const ALLOW: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }

const see = (url: string, more: Partial<OpenTab> = {}, verdict = ALLOW) =>
  seenTab(
    { id: 7, url, title: 'The words of the page', active: true, stopped: false, ...more },
    {
      verdict,
      categories: lists.categoriesOf(canonical(url)?.host ?? ''),
      lifelines: lists.lifelineHosts(),
    },
  )

describe('a tab, to the teacher of a lesson', () => {
  it('is its site and its title, and never its address', () => {
    expect(see('https://maths.test/secret/path?token=1#x')).toEqual({
      tab: 7,
      title: 'The words of the page',
      host: 'maths.test',
      active: true,
      stopped: false,
    })
  })

  it.each([
    'https://mail.google.com/mail/u/0/#inbox',
    'https://docs.google.com/document/d/1',
    'https://teams.microsoft.com/v2/',
    'https://hill.sharepoint.com/notes',
    'https://mail.hill-school.example/owa',
    'https://web.whatsapp.com/',
    'https://www.google.com/search?q=am+i+ill',
    'https://school.example/search?q=divorce',
    'https://padlet.com/board',
  ])('is the site’s name only where titles are somebody’s words: %s', (url) => {
    const seen = see(url)
    // A search on a site that is no search engine is its page's title.
    if (url.startsWith('https://school.example')) expect(seen?.title).toBe('The words of the page')
    else expect(seen?.title).toBe('')
  })

  it('is the site’s name only when it was stopped', () => {
    expect(see('https://games.test/', { title: 'Page stopped', stopped: true })).toMatchObject({
      title: '',
      host: 'games.test',
      stopped: true,
    })
  })

  it.each(['https://www.childline.org.uk/', 'https://support.childline.org.uk/chat'])(
    'is nothing at all on a lifeline: %s',
    (url) => expect(see(url)).toBeNull(),
  )

  it('is nothing for the browser’s own pages, and for what the verdict calls a lifeline', () => {
    expect(see('chrome://settings/')).toBeNull()
    expect(see('https://help.hill.example/', {}, { ...ALLOW, reason: { kind: 'lifeline' } })).toBeNull()
  })

  it('does not say the name of a lifeline by its title', () => {
    expect(see('https://maths.test/', { title: 'Childline | You can talk to us' })?.title).toBe('')
  })
})

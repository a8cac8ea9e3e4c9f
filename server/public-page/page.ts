/** The page for parents, as markup: no script, one style sheet of our own, and nothing from anywhere else. Pure. */
import { type KeptDays, toldLines } from '../../lib/policy/keeping.ts'
import type { PublicPageSettings } from '../../lib/protocol/public-page.ts'
import type { PublicChange } from './changes.ts'
import { dateFormat } from './formats.ts'
import { headOf, html, type Html } from './html.ts'
import { actionsIn, changeIn, hoursIn, sentence } from './say.ts'
import type { Fact, Said } from './said.ts'
import { fill, type Words } from './words/words.ts'

/** Changes of one publication, newest first. */
export interface PublicPast {
  readonly at: number
  readonly changes: readonly PublicChange[]
}

export interface PageOf {
  readonly school: string
  readonly timeZone: string
  readonly settings: PublicPageSettings
  /** Groups of the policy that have no name on the page. */
  readonly hasOthers: boolean
  readonly facts: readonly Fact[]
  readonly since: number
  readonly past: readonly PublicPast[]
  /** A list of illegal pages is loaded in Kerb itself. */
  readonly hasIllegalList: boolean
  /** How long it is kept, as it is told now. */
  readonly keptDays: KeptDays
  readonly concernYears: number
  readonly words: Words
  /** The languages there are, for links. */
  readonly languages: readonly Words[]
}

/** Where a style sheet for it is served. */
export const STYLE = '/parents.css'
/** About groups, in the order of the page. */
const STOPPED: readonly Said['about'][] = [
  'unknown',
  'own-sites',
  'search',
  'youtube',
  'files',
  'details',
  'agreement',
  'permission',
]
const RECORDED: readonly Said['about'][] = ['hours', 'detail', 'terms', 'themes', 'assistant-words']

export function publicPage(of: PageOf): string {
  const { words, school, settings, since } = of
  const title = fill(words.title, { school })
  return html`<!doctype html>
    <html lang="${words.tag}" dir="${words.dir}">
      ${headOf(title, STYLE)}
      <body>
        <header>
          ${of.languages.length > 1 ? languagesOf(of) : null}
          <h1>${title}</h1>
          <p class="lead">${words.lead}</p>
          <p class="soft">${fill(words.since, { date: dayIn(since, of) })}</p>
        </header>
        <main>
          ${everybody(of)} ${groupsOf(of)}
          ${listSection('who', words.who.title, [
            words.who.teacher,
            words.who.lead,
            ...valuesOf(of, null, ['looks']),
            words.who.team,
            words.who.network,
            words.who.governor,
            words.who.child,
            words.who.server,
          ])}
          ${listSection('kept', words.kept.title, [
            ...toldLines(of.keptDays).map(([kind, days]) => fill(words.kept[kind], { days })),
            fill(words.kept.concerns, { years: of.concernYears }),
            words.kept.law,
            words.kept.copies,
          ])}
          ${listSection('never', words.never.title, [
            words.never.helplines,
            words.never.typing,
            words.never.pictures,
            words.never.concerns,
          ])}
          ${listSection('ask', words.ask.title, [
            settings.contact.trim() === ''
              ? words.ask.noContact
              : fill(words.ask.contact, { contact: settings.contact }),
            words.ask.open,
            words.ask.copy,
            words.ask.office,
          ])}
          ${pastOf(of)}
        </main>
        <footer><p class="soft">${words.made}</p></footer>
      </body>
    </html> `.markup
}

const languagesOf = ({ words, languages }: PageOf): Html =>
  html`<nav aria-label="${words.languages}" class="languages">
    <ul>
      ${languages.map(
        ({ tag, own, dir }) =>
          html`<li>
            ${tag === words.tag ? html`<span lang="${tag}" dir="${dir}" aria-current="true">${own}</span>` : html`<a href="?lang=${tag}" lang="${tag}" hreflang="${tag}" dir="${dir}">${own}</a>`}
          </li> `,
      )}
    </ul>
  </nav> `

const everybody = (of: PageOf): Html =>
  listSection('everybody', of.words.everybody.title, [
    of.hasIllegalList ? of.words.everybody.illegal : of.words.everybody.illegalElsewhere,
    of.words.everybody.helplines,
    of.words.everybody.where,
    ...valuesOf(of, null, ['lessons', 'concerns']),
    of.words.everybody.limits,
  ])

function groupsOf(of: PageOf): Html {
  const { words, settings, facts } = of
  const shown = settings.groups.filter(({ group }) =>
    facts.some((fact) => fact.group === group && fact.said.about === 'group'),
  )
  if (shown.length === 0)
    return html`<section aria-labelledby="groups">
      <h2 id="groups">${words.groups}</h2>
      <p>${words.noGroups}</p>
    </section>`
  return html`<section aria-labelledby="groups">
    <h2 id="groups">${words.groups}</h2>
    ${
      shown.length > 1
        ? html`<nav aria-labelledby="groups">
            <ul class="links">
              ${shown.map(({ name }, i) => html`<li><a href="#group-${i}">${name}</a></li>`)}
            </ul>
          </nav>`
        : null
    }
    ${shown.map(({ group, name }, i) => groupOf(of, group, name, i))}
    ${of.hasOthers ? html`<p>${words.others}</p>` : null}
  </section>`
}

function groupOf(of: PageOf, group: string, name: string, i: number): Html {
  const { words, facts } = of
  const own = facts.filter((fact) => fact.group === group).map(({ said }) => said)
  const actions = Object.fromEntries(
    own.flatMap((said) => (said.about === 'category' ? [[said.category, said.value]] : [])),
  )
  return html`<article aria-labelledby="group-${i}">
    <h3 id="group-${i}">${name}</h3>
    <h4>${words.stopped}</h4>
    ${actionsIn(actions, words)}
    ${own.map((said) => (said.about === 'period' ? periodOf(said, words) : null))}
    ${items(valuesOf(of, group, STOPPED))}
    <h4>${words.recorded}</h4>
    ${items([...valuesOf(of, group, RECORDED), words.outside])}
  </article> `
}

const periodOf = ({ hours, place, value }: Extract<Said, { about: 'period' }>, words: Words): Html =>
  html`<div class="period">
    <p>
      <strong>${fill(words.period, { hours: hoursIn([hours], words), place: words.places[place] })}</strong>
    </p>
    ${actionsIn(value, words)}
  </div> `

function pastOf(of: PageOf): Html {
  const { words, past, settings } = of
  const names = new Map(settings.groups.map(({ group, name }) => [group, name]))
  return html`<section aria-labelledby="changed">
    <h2 id="changed">${words.changed.title}</h2>
    ${
      past.length === 0
        ? html`<p>${words.changed.none}</p>`
        : html`<p>${words.changed.lead}</p>
            <dl class="past">
              ${past.map(
                ({ at, changes }) =>
                  html`<div>
                    <dt>${dayIn(at, of)}</dt>
                    <dd>
                      <ul>
                        ${linesOf(changes, names, words)}
                      </ul>
                    </dd>
                  </div> `,
              )}
            </dl>`
    }
  </section>`
}

/** Two changes that read alike are one line. */
function linesOf(changes: readonly PublicChange[], names: ReadonlyMap<string, string>, words: Words): Html[] {
  const lines = changes.map(({ group, before, after }) => {
    const name = group === null ? null : html`<b>${names.get(group)}:</b> `
    return html`<li>${name}${changeIn(before, after, words)}</li>`
  })
  return [...new Map(lines.map((line) => [line.markup, line])).values()]
}

/** Sentences about a group (or everybody, for null), in the order wanted. */
const valuesOf = (
  { facts, words }: PageOf,
  group: string | null,
  abouts: readonly Said['about'][],
): string[] =>
  abouts.flatMap((about) =>
    facts
      .filter((fact) => fact.group === group && fact.said.about === about)
      .flatMap(({ said }) => sentence(said, words) ?? []),
  )

const items = (sentences: readonly string[]): Html =>
  html`<ul class="sentences">
    ${sentences.map((one) => html`<li>${one}</li>`)}
  </ul>`

const listSection = (id: string, title: string, sentences: readonly string[]): Html =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${items(sentences)}
  </section>`

/** The day alone: the minute of a change would say who was at the desk. */
const dayIn = (at: number, { words, timeZone }: PageOf): string =>
  dateFormat(words.tag, { dateStyle: 'long', timeZone }).format(at)

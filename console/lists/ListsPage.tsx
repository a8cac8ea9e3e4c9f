/** Lists of sites and where they come from: for the network manager. */
import { here } from '../answer.ts'
import { Arriving } from '../Arriving.tsx'
import { ago } from '../format.ts'
import { useFresh } from '../use-fresh.ts'
import { Own, Presets } from './Add.tsx'
import { Corrections } from './Corrections.tsx'
import { Source } from './Source.tsx'
import { type Lists, lists, load } from './state.ts'
import { namesWords, sourcesWords } from './words.ts'

export function ListsPage() {
  useFresh(lists, load)
  const sources = here(lists.value)?.of.sources ?? []
  const held = sources.filter(({ state }) => state === 'held').length
  return (
    <section aria-labelledby="lists">
      <div class="heading">
        <h2 id="lists" tabIndex={-1}>
          Lists
        </h2>
        {held > 0 && <p class="found__waiting">{sourcesWords(held)}</p>}
      </div>
      <p class="soft small">
        Sites by what they are, from lists that you choose. Your server fetches them; every device carries
        them and asks nobody about a page. Lists of illegal content are not here: nobody can see into them or
        switch them off.
      </p>
      <Arriving shown={lists.value} load={load}>
        {(shown) => <Shown {...shown} />}
      </Arriving>
    </section>
  )
}

function Shown({ of, presets, corrections }: Lists) {
  return (
    <>
      <p role="status">{publishedWords(of)}</p>
      {of.problem !== null && <p class="troubles">{of.problem}</p>}
      <h3>Sources</h3>
      {of.sources.length === 0 ? (
        <p class="empty">
          No list is added yet. Kerb’s own catalogue of well-known services is always in force.
        </p>
      ) : (
        <ul class="cards">
          {of.sources.map((one) => (
            <Source key={one.id} one={one} now={of.at} />
          ))}
        </ul>
      )}
      <Presets presets={presets} />
      <Own />
      <Corrections corrections={corrections} />
    </>
  )
}

function publishedWords({ published, waiting, at }: Lists['of']): string {
  const soon = waiting ? ' New lists are being put together.' : ''
  if (published === null) return `Devices have Kerb’s own catalogue alone.${soon}`
  return `Devices are given ${namesWords(published.names)}, put together ${ago(published.at, at)}.${soon}`
}

/** Earlier and later pages of a list, when it has more than one. */
export function Pager({
  label,
  page,
  pages,
  turn,
}: {
  /** What is paged, for who cannot see the list beside it. */
  label: string
  /** From 0. */
  page: number
  pages: number
  turn: (page: number) => void
}) {
  if (pages <= 1) return null
  return (
    <nav class="pages" aria-label={label}>
      <button type="button" class="button" disabled={page === 0} onClick={() => turn(page - 1)}>
        Earlier
      </button>
      <span>
        Page {page + 1} of {pages}
      </span>
      <button type="button" class="button" disabled={page + 1 >= pages} onClick={() => turn(page + 1)}>
        Later
      </button>
    </nav>
  )
}

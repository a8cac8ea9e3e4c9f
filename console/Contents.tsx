/** What a long page has, each one press away; the address stays the page's own. */
export const Contents = ({ of }: { of: Readonly<Record<string, string>> }) => (
  <nav class="contents" aria-label="On this page">
    {Object.entries(of).map(([id, name]) => (
      <a key={id} href={`#${id}`} onClick={(event) => show(event, id)}>
        {name}
      </a>
    ))}
  </nav>
)

function show(event: MouseEvent, id: string): void {
  event.preventDefault()
  const heading = document.getElementById(id)
  if (!heading) return
  // A heading takes the keyboard only when it is told to.
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  heading.scrollIntoView()
}

"""The dashboard: a plan and its twin, computed whole and then replayed in the browser.

plan.py is what a visitor plans, within the limits of a shared server; link.py makes it a short text and back;
runs/recording.py runs it and keeps the film (runs/film.py) that the browser plays. session.py is what one
visitor has open. shell.py stands around every page; pages/ has the pages, parts/ what they share, explore/
and room/ what belongs to these; server/ is the server.

**Add a page.** Write a component in a folder `pages/NAME/` and add one line to `routes` in `app.py`:

    @solara.component
    def Challenge() -> Element:
        session = use_session()                    # session.py: plan, week, saved plans, dark, message
        return tag("div", [card("Challenge", [...])], "c2-column")

The layout of the first route stands around all of them, so another route names none: navigation, session,
theme, messages and footer come with it. `parts.page.page` gives a page its head; `runs.jobs.run_seeds` with
`parts.job_button.JobButton` runs many seeds. What a component reads from the session with `.value` it is
drawn again for; read `session.week.value` in small leaf components only.

**Change the plan** with `session.change(lambda plan: plan.with_intervention(...))`: it can be undone, and a
refusal is shown in one line at the top of the page. Plans put aside are in `session.saved`.

**Get results** off the page's thread, with `solara.lab.use_task`: `record(plan)` gives a `Recording` (`.run`
and `.film`), `record_pair(plan)` also that of its twin without a programme. Both are kept, so asking twice
costs nothing. `pages.explore.use_pair(plan)` does this and goes on showing what was there before.

**Components**
    parts.html.tag, card, table, message  plain elements; text in them is text, never HTML
    parts.html.twin(text)                 what a picture shows, in words; every picture has one
    parts.lines.LineFigure(title, lines, words, dark=session.dark.value, until=-1, playhead=True)
                                          lines over weeks, each a `Line` (name, values, colour, dashed, band)
    parts.words.label, number             words for measures
    explore.stage.StageOf(pair)           networks, values of the week, play, step, scrub; at most one a page
    explore.timeline.TimelineOf(pair)     interventions and pathway steps on a line of weeks
    explore.movement.moved                where a measure went, in a sentence

**Look.** `front/style.css`: `c2-grid` for cards side by side, `c2-column` for cards below each other,
`c2-muted`, `c2-legend`, `c2-table`, `c2-kpi`; colours are the variables `--c2-...`, for light and dark. The
week that the stage shows is `--c2-at` (0 to 1): no round trip to the server. Scripts use `textContent` only.
"""

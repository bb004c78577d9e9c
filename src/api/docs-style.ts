/** The style of /api/docs: the dashboard's colours, in both schemes, each with a contrast of at least 4.5:1. */
export const docsStyle = `:root{color-scheme:light dark;--paper:#faf9f6;--surface:#fff;--ink:#1d1b18;--soft:#57524a;--line:#e3dfd7;--accent:#0b655e;--get:#2a5a9e;--post:#2c6a34;--put:#865300;--delete:#a32a1f}
@media (prefers-color-scheme:dark){:root{--paper:#171613;--surface:#1f1e1a;--ink:#ece8e0;--soft:#b5aea2;--line:#38352f;--accent:#6fc7be;--get:#8fb8ee;--post:#8ecb97;--put:#e0b05e;--delete:#f09a90}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:82rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.5 Inter,system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif;display:grid;grid-template-columns:minmax(0,1fr);gap:0 2.5rem}
h1{margin:0;font-size:1.6rem}h2{margin:0;font-size:1.1rem;overflow-wrap:anywhere}h3{margin:1rem 0 .3rem;font-size:.9rem;color:var(--soft)}
p{max-width:46rem;margin:.4rem 0}a{color:var(--accent)}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.8125rem}
pre{margin:0;padding:.75rem 1rem;background:var(--surface);border:1px solid var(--line);border-radius:6px;overflow:auto;max-height:28rem}
section{padding:1.5rem 0;border-top:1px solid var(--line);scroll-margin-top:1rem}section:target h2{text-decoration:underline}
nav ul{list-style:none;margin:1rem 0;padding:0;font-size:.8125rem}nav a{display:flex;gap:.5rem;padding:.25rem 0;color:inherit;text-decoration:none}nav a:hover span{text-decoration:underline}
nav b{flex:none;width:3.7rem}b{font-size:.75rem;letter-spacing:.03em}.get{color:var(--get)}.post{color:var(--post)}.put,.patch{color:var(--put)}.delete{color:var(--delete)}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.875rem}th,td{padding:.3rem 1rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}thead th{color:var(--soft);font-weight:600}tbody th{font-weight:400}
details{margin-top:.5rem}summary{cursor:pointer;color:var(--soft);font-size:.875rem;padding:.2rem 0}dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:.4rem 0;font-size:.875rem}dd{margin:0}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (min-width:64rem){body{grid-template-columns:21rem minmax(0,1fr)}header{grid-column:1/-1}nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto}}
`

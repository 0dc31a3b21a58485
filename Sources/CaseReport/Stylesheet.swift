/// The report's look: light, dark, narrow and on paper.
enum Stylesheet {
    static let text: HTML = """

        :root{--bg:#fff;--soft:#f5f6f8;--line:#d9dde3;--text:#1c2128;--dim:#545e69;--link:#0b57b5;--bad:#b3261e;--warn:#804c00;\
        --good:#1a6b33;--badbg:#fdecea;--warnbg:#fff4e0;--goodbg:#e9f6ec;--blocked:#858d97;--dns:#16897b;--connect:#b86e0c;\
        --tls:#8a63c7;--send:#5b6470;--wait:#3374d8;--receive:#2b8a4b}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#14171c;--soft:#1e232a;--line:#343b45;--text:#e4e8ed;--dim:#a7b0bb;\
        --link:#7db4ff;--bad:#ff8f85;--warn:#f0b454;--good:#72cf8e;--badbg:#3a1c1a;--warnbg:#352710;--goodbg:#152c1c;\
        --blocked:#7c8793;--dns:#35b8a8;--connect:#eba13d;--tls:#a583e0;--send:#8d97a4;--wait:#5f9bf5;--receive:#4fbd75}}
        *{box-sizing:border-box}
        html{scroll-padding-top:3.2rem;-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:1220px;padding:0 1.25rem 3rem;background:var(--bg);color:var(--text);overflow-wrap:break-word;\
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        header{padding:1.75rem 0 .5rem}
        h1{font-size:1.65rem;line-height:1.25;margin:.1rem 0 1rem;overflow-wrap:anywhere}
        h2{font-size:1.2rem;margin:2.4rem 0 .8rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
        h3{font-size:1rem;margin:1.2rem 0 .3rem;overflow-wrap:anywhere}
        h4{font-size:.8rem;margin:.7rem 0 .1rem;color:var(--dim);font-weight:600}
        p{margin:.3rem 0 .7rem}ul,ol{margin:.2rem 0 .6rem;padding-left:1.3rem}
        a{color:var(--link)}
        code,pre{font:.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        pre{margin:.2rem 0;padding:.5rem .7rem;background:var(--soft);border-radius:6px;white-space:pre-wrap}
        .kicker{margin:0;color:var(--dim);font-size:.85rem}
        .answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.6rem 1.5rem;margin:0 0 1.1rem;\
        padding:.8rem 1rem;border-radius:8px;border-left:5px solid var(--bad);background:var(--badbg)}
        .answers.benign{border-color:var(--good);background:var(--goodbg)}
        .answers.undetermined,.answers.client,.answers.path{border-color:var(--warn);background:var(--warnbg)}
        .answers dt{font-size:.8rem;color:var(--dim);font-weight:600}.answers dd{margin:0;overflow-wrap:anywhere}
        .answers .what{grid-column:1/-1;font-size:1.1rem}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.8rem 1.5rem;margin:0 0 .8rem}
        .facts dt,.words dt{font-size:.8rem;color:var(--dim);font-weight:600}
        .facts dd,.words dd{margin:0;overflow-wrap:anywhere}
        .words{display:grid;grid-template-columns:11rem 1fr;gap:.6rem 1rem;margin:0}
        .words ul,.words ol{margin:0}
        nav{position:sticky;top:0;z-index:1;background:var(--bg);border-bottom:1px solid var(--line);overflow-x:auto}
        nav ul{display:flex;flex-wrap:wrap;gap:0 .85rem;margin:0;padding:.55rem 0;list-style:none;white-space:nowrap;font-size:.84rem}
        nav a{text-decoration:none}nav a:hover{text-decoration:underline}
        .box{padding:.7rem 1rem;border-radius:8px}.warnbox{background:var(--warnbg);border-left:5px solid var(--warn)}
        .chip{display:inline-block;padding:.05rem .55rem;border:1px solid var(--line);border-radius:1rem;background:var(--bg);\
        font-size:.82rem;white-space:nowrap}
        .finding{margin:0 0 1rem;padding:.2rem 1rem .5rem;border:1px solid var(--line);border-left:5px solid var(--bad);border-radius:8px}
        .finding.benign{border-left-color:var(--good)}.finding.undetermined,.finding.client,.finding.path{border-left-color:var(--warn)}
        .finding h3{margin:.6rem 0 .3rem}.cite{font-size:.88em}
        .note,.none{color:var(--dim);font-size:.88rem}.none{font-style:normal}
        .bad{color:var(--bad);font-weight:600}.warn{color:var(--warn);font-weight:600}.good{color:var(--good)}
        .scroll{overflow-x:auto;margin:.4rem 0 1rem}.scroll:focus-visible{outline:2px solid var(--link)}
        table{border-collapse:collapse;width:100%;font-size:.88rem}
        caption{text-align:left;color:var(--dim);font-size:.85rem;padding:.2rem 0 .4rem}
        th,td{padding:.35rem .7rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
        thead th{color:var(--dim);font-weight:600;font-size:.8rem;white-space:nowrap}
        tbody th{font-weight:500}th.n,td.n{text-align:right;padding-right:1.3rem;font-variant-numeric:tabular-nums;white-space:nowrap}
        time{white-space:nowrap;font-variant-numeric:tabular-nums}.k,td .warn,td .good{white-space:nowrap}.plain{list-style:none;padding-left:0}
        figure{margin:1rem 0}figcaption{font-weight:600;font-size:.9rem}
        .chart svg{display:block;min-width:640px;width:100%;height:auto}
        svg text{fill:var(--text);font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
        svg .tick,svg .value{fill:var(--dim);font-size:11px}svg .fails .label{fill:var(--bad)}
        svg line{stroke:var(--line)}svg .failed{fill:none;stroke:var(--bad);stroke-width:1.5}
        svg .strong{font-weight:600}svg .step{fill:var(--soft);stroke:var(--dim)}svg .step.fails,svg .step.odd{fill:var(--badbg);stroke:var(--bad)}
        svg .step.odd{stroke-width:2.5}svg .step.gone{fill:none;stroke-dasharray:5 4}svg .way line{stroke:var(--dim);stroke-width:1.5}
        svg .way.gone line{stroke-dasharray:4 4}.l-edge{fill:var(--wait);background:var(--wait)}.l-origin{fill:var(--connect);background:var(--connect)}
        svg .cell{fill:var(--soft)}svg .cell.good{fill:var(--goodbg)}svg .cell.odd{fill:var(--warnbg);stroke:var(--warn)}svg .cell.bad{fill:var(--badbg);stroke:var(--bad)}
        .t0{color:var(--wait)}.t1{color:var(--connect)}.t2{color:var(--tls)}.t3{color:var(--receive)}.t4{color:var(--bad)}.t5{color:var(--dns)}
        svg [class^=t] line,svg [class^=t] polyline{stroke:currentColor;fill:none;stroke-width:1.5}svg [class^=t] polygon,svg .loss{fill:currentColor}
        svg.mark{vertical-align:-2px}
        svg .window{fill:var(--warnbg)}svg .tickmark{fill:var(--wait)}
        .p-blocked{fill:var(--blocked);background:var(--blocked)}.p-dns{fill:var(--dns);background:var(--dns)}
        .p-connect{fill:var(--connect);background:var(--connect)}.p-tls{fill:var(--tls);background:var(--tls)}
        .p-send{fill:var(--send);background:var(--send)}.p-wait{fill:var(--wait);background:var(--wait)}
        .p-receive{fill:var(--receive);background:var(--receive)}.p-other{fill:var(--blocked)}
        .s-bad{fill:var(--bad)}.s-warn{fill:var(--connect)}.s-good{fill:var(--receive)}.s-none{fill:var(--dim)}
        .swatch.s-bad{background:var(--bad)}.swatch.s-warn{background:var(--connect)}.swatch.s-good{background:var(--receive)}.swatch.s-none{background:var(--dim)}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:.2rem 0;padding:0;font-size:.82rem;color:var(--dim)}
        .swatch{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.35em}
        .bar{display:inline-block;vertical-align:middle;margin-right:.5rem}.bar .track{fill:var(--line)}
        .bar.loss .fill{fill:var(--bad)}.bar.rtt .fill{fill:var(--wait)}
        details{margin:.3rem 0 1rem}summary{cursor:pointer;color:var(--link);font-size:.88rem}
        footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--dim);font-size:.82rem}
        @media (max-width:640px){nav ul{flex-wrap:nowrap}body{padding:0 .9rem 2rem}h1{font-size:1.3rem}.words{grid-template-columns:1fr;gap:.1rem}\
        .words dd{margin-bottom:.7rem}.finding{padding:.1rem .75rem .4rem}td:last-child{min-width:9rem}}
        @media print{nav{display:none}body{max-width:none;padding:0;font-size:11px}.scroll{overflow:visible}\
        .chart svg{min-width:0}details::details-content{content-visibility:visible;block-size:auto}section{break-inside:auto}tr,.finding,figure{break-inside:avoid}a{color:inherit;text-decoration:none}}

        """
}

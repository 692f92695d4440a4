"""Train the reader's network on annotated documents.

    python training/train.py --gold DIR [--more DIR …] --data DIR --out DIR [--resume] [--heldout 40]
                             [--scorer FILE --weights DIR [--measure DIR]]

GOLD holds <doc>.json and texts/<doc>.txt, DATA the folders re3d, gum and dse. Every epoch leaves a checkpoint in OUT;
`--resume` goes on from the last one. With WEIGHTS the result is written there as the package reads it, calibrated and
measured on the held-out documents, with its model card; the figures stand in OUT/evaluation.json too. The same
arguments and seed give the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from auxiliary import balanced, read_dse, read_gum, read_re3d
from card import write_card
from corpus import Example, read_gold
from evaluate import report
from export import export
from loss import Cut, batch_loss, cut
from model import Network
from setting import encoder_folder, heldout_names, load_tokenizer, parse_sentences, re3d_heldout
from stance import stance_figures

from allegiance.language.neural.windows import windows

WEIGHTS = {
    "span": 1.0,
    "kind": 0.3,
    "active": 0.3,
    "link": 1.0,
    "pair": 1.0,
    "sign": 0.7,
    "phase": 0.3,
    "polarity": 0.3,
    "certainty": 0.3,
    "attributed": 0.3,
    "speaker": 0.2,
    "stance": 0.7,
}
BATCH = 6  # windows
SMALL = 24  # single sentences of one pair
SHORT, SHORT_BATCH = 80, 14  # words of a short window, and how many of them make a batch
OWN_TIMES = 3  # our own texts are few, and hold what the others hardly have
GUM_SHARE = 0.15
DSE_SHARE = 240
WARM = 0.06
DECAY = 0.997  # of the running average of the weights, per step


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument(
        "--more", type=Path, nargs="*", default=[], help="further folders like GOLD; none of them is held out"
    )
    parser.add_argument(
        "--more-share", type=float, default=1.0, help="share of the documents of MORE in an epoch"
    )
    parser.add_argument("--own", type=Path, help="folder of our own texts, seen three times in each epoch")
    parser.add_argument(
        "--sentences", type=Path, help="folder of single sentences of others, seen as often as OWN"
    )
    parser.add_argument(
        "--without",
        type=Path,
        help="names of documents of MORE, OWN and SENTENCES to leave aside, one a line",
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in OUT")
    parser.add_argument(
        "--heldout", type=int, default=0, help="documents of GOLD kept out of training, 0 for none"
    )
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--bf16", action="store_true", help="multiply in 16 bits; a quarter faster where the processor can"
    )
    parser.add_argument("--lr", type=float, default=2e-4, help="of the last layer of the encoder")
    parser.add_argument("--weights", type=Path, help="where to write the files of the package")
    parser.add_argument(
        "--scorer", type=Path, help="score.py of the annotated documents, needed with --weights"
    )
    parser.add_argument(
        "--measure", type=Path, help="a further folder of annotated documents, only looked at"
    )
    parser.add_argument("--gum", type=float, default=GUM_SHARE, help="share of GUM in an epoch")
    parser.add_argument("--dse", type=int, default=DSE_SHARE, help="sentences of DSE in an epoch")
    parser.add_argument(
        "--start",
        type=Path,
        nargs="+",
        default=[],
        help="checkpoints to begin with instead of the bare encoder; several are averaged",
    )
    options = parser.parse_args()
    if options.weights and not (options.scorer and options.heldout):
        parser.error(
            "--weights needs --scorer and --heldout: scores are calibrated on documents kept out of training"
        )
    return options


def parameter_groups(network: Network, top: float) -> list[dict]:
    """Deeper layers learn more slowly; heads five times as fast as the last layer."""
    groups: dict[float, list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if ".layer." in name:
            rate = top * 0.85 ** (5 - int(name.split(".layer.")[1].split(".")[0]))
        elif name == "encoder.case.weight":
            rate = top * 5
        elif name.startswith("encoder."):
            rate = top * 0.85**6
        else:
            rate = top * 6
        groups[rate].append(parameter)
    return [{"params": ps, "lr": rate, "weight_decay": 0.01} for rate, ps in groups.items()]


def epoch_batches(
    sets: dict[str, list[Example]], draw: random.Random, options: argparse.Namespace
) -> list[list[Cut]]:
    """All windows of the gold documents and re3d, some of MORE, GUM and DSE, in mixed order."""
    cuts: list[Cut] = []
    more = draw.sample(sets["more"], int(len(sets["more"]) * options.more_share))
    for example in [*sets["gold"], *more, *sets["own"] * OWN_TIMES, *sets["re3d"]]:
        cuts += [cut(example, w) for w in windows(example.words, draw.randint(160, 254), shared=0)]
    gum = [(e, w) for e in sets["gum"] for w in windows(e.words, draw.randint(160, 254), shared=0)]
    cuts += [cut(*pair) for pair in draw.sample(gum, int(len(gum) * options.gum))]
    draw.shuffle(cuts)
    brief = [c for c in cuts if c.window.last - c.window.first < SHORT]
    long = [c for c in cuts if c.window.last - c.window.first >= SHORT]
    small = balanced(sets["dse"], options.dse, draw) if sets["dse"] and options.dse else []
    short = [cut(e, windows(e.words)[0]) for e in small]
    draw.shuffle(short)
    batches = [long[i : i + BATCH] for i in range(0, len(long), BATCH)]
    batches += [brief[i : i + SHORT_BATCH] for i in range(0, len(brief), SHORT_BATCH)]
    batches += [short[i : i + SMALL] for i in range(0, len(short), SMALL)]
    draw.shuffle(batches)
    return batches


def read_sets(options: argparse.Namespace) -> dict[str, list[Example]]:
    tokenizer, sentences = load_tokenizer(), parse_sentences()
    gold = read_gold(options.gold, tokenizer, sentences)
    kept = heldout_names([e.name for e in gold], options.heldout)
    re3d_kept = re3d_heldout(kept)
    aside = frozenset(options.without.read_text("utf8").split()) if options.without else frozenset()
    folders = (options.more, [options.own], [options.sentences])
    more, own, single = (
        [
            e
            for folder in some
            if folder
            for e in read_gold(folder, tokenizer, sentences)
            if e.name not in aside
        ]
        for some in folders
    )
    return {
        "gold": [e for e in gold if e.name not in kept],
        # Speakers are marked more sparingly there: a reader that learns from it names too few
        "more": [replace(e, tasks=e.tasks - {"speakers"}) for e in more],
        "own": [*own, *(replace(e, tasks=e.tasks - {"speakers"}) for e in single)],
        "re3d": [
            e for e in read_re3d(options.data / "re3d", tokenizer, sentences) if e.name not in re3d_kept
        ],
        "gum": read_gum(options.data / "gum", tokenizer),
        "dse": read_dse(options.data / "dse" / "train_no_test_overlap.jsonl", tokenizer),
    }


def averaged(checkpoints: list[Path]) -> dict[str, torch.Tensor]:
    """The mean of runs that went apart from one checkpoint (Wortsman et al., 2022)."""
    states = [torch.load(path, map_location="cpu")["average"] for path in checkpoints]
    return {
        name: sum(s[name].float() for s in states) / len(states) if value.is_floating_point() else value
        for name, value in states[0].items()
    }


def main() -> None:
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    sets = read_sets(options)
    tokenizer = load_tokenizer()
    marks = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    network = Network(encoder_folder())
    if options.bf16:  # the joined step of attention is slow in 16 bits
        network.encoder.bert.set_attn_implementation("eager")
    if options.start:
        network.load_state_dict(averaged(options.start), strict=False)
    optimizer = torch.optim.AdamW(parameter_groups(network, options.lr))
    steps = max(1, options.epochs * len(epoch_batches(sets, random.Random(0), options)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (WARM * steps), max(0.02, (steps - s) / (steps * (1 - WARM))))
    )
    average = {name: value.clone() for name, value in network.state_dict().items()}
    begin, count = 0, 0
    checkpoint = options.out / "last.pt"
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, begin, count = state["average"], state["epoch"], state["count"]
    elif not options.epochs:
        torch.save({"network": network.state_dict(), "average": average, "epoch": 0, "count": 0}, checkpoint)
    for epoch in range(begin, options.epochs):
        draw = random.Random(options.seed * 1000 + epoch)
        torch.manual_seed(options.seed * 1000 + epoch)
        count = run_epoch(
            network,
            optimizer,
            schedule,
            average,
            epoch_batches(sets, draw, options),
            marks,
            draw,
            count,
            epoch,
            options.bf16,
        )
        torch.save(
            {
                "network": network.state_dict(),
                "average": average,
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
                "count": count,
            },
            checkpoint,
        )
    if options.weights:
        finish(options, checkpoint, sum(len(sets[name]) for name in ("gold", "more", "own")))


def finish(options: argparse.Namespace, checkpoint: Path, documents: int) -> None:
    """Write the files of the package, calibrate, measure, and say so in the card."""
    export(checkpoint, options.weights)
    figures = report(
        options.weights,
        options.gold,
        options.data,
        options.scorer,
        options.heldout,
        options.measure,
        True,
    )
    figures["stance"] = stance_figures(options.weights, options.data / "dse")
    for folder in (options.out, options.weights):
        (folder / "evaluation.json").write_text(json.dumps(figures, indent=1) + "\n", "utf8")
    made = f"`python training/train.py --heldout {options.heldout} --epochs {options.epochs}"
    made += " --more …`" if options.more else "`"
    if len(options.start) > 1:
        made += f", begun with the mean of {len(options.start)} runs"
    elif options.start:
        made += ", begun with the weights of an earlier run"
    more = ", texts of our own among them" if options.own else ""
    write_card(options.weights / "CARD.md", figures, documents, options.seed, made, more)


def run_epoch(network, optimizer, schedule, average, batches, marks, draw, count, epoch, half) -> int:
    """One pass over the batches; returns the number of steps so far."""
    network.train()
    totals, begin = defaultdict(list), time.time()
    for number, batch in enumerate(batches):
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            losses = batch_loss(network, batch, *marks, draw)
            total = sum(WEIGHTS[name] * value for name, value in losses.items())
        optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        count += 1
        decay = min(DECAY, (1 + count) / (20 + count))
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point and not name.endswith("word_embeddings.weight"):
                average[name].lerp_(value, 1 - decay)
        for name, value in losses.items():
            totals[name].append(float(value.detach()))
        if number % 20 == 19 or number == len(batches) - 1:
            means = {name: round(sum(v[-50:]) / len(v[-50:]), 3) for name, v in totals.items()}
            line = {
                "epoch": epoch,
                "batch": number + 1,
                "of": len(batches),
                "seconds": round(time.time() - begin),
                **means,
            }
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
    return count


if __name__ == "__main__":
    main()

// Loaded by every page. Each module looks for its own marks in the page and leaves pages without them alone.
import { watchCopies } from "./copy.js";
import { watchDrop } from "./drop.js";
import { watchKeys } from "./keys.js";
import { watchLater } from "./later.js";
import { watchLists } from "./live.js";
import { watchNetwork } from "./network.js";
import { watchPeeks } from "./peek.js";
import { watchProgress } from "./progress.js";
import { watchReader } from "./reader.js";
import { watchSelection } from "./select.js";
import { watchSuggestions } from "./suggest.js";
import { watchTheme } from "./theme.js";

watchTheme();
watchCopies();
watchPeeks();
watchLists();
watchLater();
watchDrop();
watchProgress();
watchReader();
watchSelection();
watchSuggestions();
watchKeys();
watchNetwork();

// The page's own script, in parts.

import "./connection.js";
import "./appearance.js";
import "./views.js";
import "./conversations.js";
import "./ask.js";
import "./drafts.js";
import "./review.js";
import "./read.js";
import "./process.js";

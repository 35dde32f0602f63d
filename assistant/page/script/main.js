// The page's own script, in parts.

import "./connection.js";
import "./appearance.js";
import "./views.js";
import "./conversations.js";
import "./ask.js";
import "./read.js";
import "./process.js";

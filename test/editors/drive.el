;;; drive.el --- plays a person in Emacs  -*- lexical-binding: t; -*-

;; Opens a file of a service that leaks, with Eglot, looks, and has the leak fixed.  What was seen goes to
;; $LEAKLENS_SEEN as JSON.  Run with `emacs --batch -l drive.el'.

(require 'json)
(package-initialize)
(require 'go-mode)
(add-to-list 'load-path (getenv "LEAKLENS_PLUGIN"))
(require 'leaklens)
(require 'flymake)

(setq leaklens-command (list (getenv "LEAKLENS_NODE") (getenv "LEAKLENS_PROGRAM") "lsp" "--stdio")
      leaklens-targets (list (getenv "LEAKLENS_URL"))
      eglot-sync-connect 10
      eglot-confirm-server-initiated-edits nil
      eglot-autoshutdown nil
      make-backup-files nil)

(setq-default eglot-workspace-configuration
              '(:leaklens (:poll (:intervalSeconds 1) :verdicts (:minimumWatchSeconds 10))))

(defvar drive-line (string-to-number (getenv "LEAKLENS_LINE")))

(defun drive-wait (seconds found)
  "Run what arrives until FOUND answers something, at most SECONDS."
  (let ((until (+ (float-time) seconds)) (value nil))
    (while (and (not (setq value (funcall found))) (< (float-time) until))
      (accept-process-output nil 0.1))
    value))

(defun drive-diagnostic ()
  "The message of the finding on the line."
  (let ((found nil))
    (dolist (one (flymake-diagnostics) found)
      (when (= (line-number-at-pos (flymake-diagnostic-beg one)) drive-line)
        (setq found (flymake-diagnostic-text one))))))

(defun drive-ask (method params)
  "What the server answers to METHOD with PARAMS."
  (jsonrpc-request (eglot--current-server-or-lose) method params))

(let ((seen nil))
  (find-file (getenv "LEAKLENS_FILE"))
  (go-mode)
  (apply #'eglot (eglot--guess-contact))
  (flymake-mode 1)
  (push (cons 'diagnostic (drive-wait 60 #'drive-diagnostic)) seen)
  (goto-char (point-min))
  (forward-line (1- drive-line))
  (let ((hover (drive-ask :textDocument/hover (eglot--TextDocumentPositionParams))))
    (push (cons 'hover (plist-get (plist-get hover :contents) :value)) seen))
  (let* ((position (list :line (1- drive-line) :character 0))
         (actions (drive-ask :textDocument/codeAction
                             (list :textDocument (eglot--TextDocumentIdentifier)
                                   :range (list :start position :end position)
                                   :context '(:diagnostics [])))))
    (push (cons 'actions (vconcat (mapcar (lambda (action) (plist-get action :title)) actions))) seen))
  (push (cons 'targets (length (leaklens-targets))) seen)
  (call-process (getenv "LEAKLENS_NODE") nil nil nil "-e" "fetch(process.argv[1], { method: 'POST' })"
                (concat (getenv "LEAKLENS_URL") "/leak/fix"))
  (push (cons 'fixed (if (drive-wait 60 (lambda () (not (drive-diagnostic)))) t :json-false)) seen)
  (with-temp-file (getenv "LEAKLENS_SEEN") (insert (json-encode seen)))
  (kill-emacs 0))
